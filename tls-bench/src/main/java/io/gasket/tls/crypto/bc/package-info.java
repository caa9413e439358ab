/** What {@code io.gasket.tls.bench.SigningTime} needs from inside the package of this name. */
package io.gasket.tls.crypto.bc;
