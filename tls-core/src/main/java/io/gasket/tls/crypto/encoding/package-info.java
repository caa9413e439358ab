/**
 * Strict encodings that every crypto library is held to alike, however lenient it is itself. Not
 * exported. No primitive lives here, and no secret passes through.
 */
package io.gasket.tls.crypto.encoding;
