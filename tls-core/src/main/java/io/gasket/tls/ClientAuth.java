package io.gasket.tls;

/** Whether a server asks clients for a certificate (RFC 5246 7.4.4). */
public enum ClientAuth {
  /** Clients are not asked. */
  NONE,
  /** Clients are asked and may answer with no certificate; one that is sent must verify. */
  WANT,
  /** Clients are asked and must send a certificate that verifies. */
  NEED
}
