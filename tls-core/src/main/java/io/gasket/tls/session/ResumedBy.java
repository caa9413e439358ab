package io.gasket.tls.session;

/** How a handshake was resumed. */
public enum ResumedBy {
  /** It was not: a full handshake. */
  NOTHING,
  /** By a session id (RFC 5246 7.3). */
  SESSION_ID,
  /** By a ticket (RFC 5077). */
  TICKET
}
