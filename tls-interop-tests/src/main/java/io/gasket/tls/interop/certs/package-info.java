/**
 * Makes the certificates that the programs and their users try things with: a root of its own, a
 * server and a client, as files. Reading keys and certificates is tls-core's work, not done here.
 */
package io.gasket.tls.interop.certs;
