package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.TlsFailure;

/**
 * One hello extension, seen from the client. Stateless; a new one is a new file and a line in
 * {@link ClientExtensions}.
 */
interface ClientExtension {
  /** The body of an offer that says all by its presence. */
  byte[] PRESENT = {};

  /** Its number. */
  int type();

  /** The body to offer, not changed, or null when this attempt does not offer the extension. */
  byte[] offer(Attempt attempt);

  /**
   * Takes the server's answer, of which the caller has checked that it was asked for and that it
   * comes once. Reads the body to its last byte.
   *
   * @throws TlsFailure with the alert of the extension's RFC
   */
  void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure;
}
