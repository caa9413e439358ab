/**
 * The door to cryptography: small interfaces for record AEADs, key agreement, signatures, hashes
 * and MACs, gathered in a {@link io.gasket.tls.crypto.CryptoProvider}, and the TLS PRF over them.
 * Implementations live in the {@code jca} and {@code bc} packages below. No primitive is written
 * here, and nothing here knows of records or messages.
 */
package io.gasket.tls.crypto;
