package io.gasket.tls.spec;

/** How a suite agrees on the premaster secret. */
public enum KeyExchangeKind {
  /** Ephemeral elliptic-curve Diffie-Hellman, signed by the server (RFC 8422). */
  ECDHE
}
