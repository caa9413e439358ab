package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.TlsFailure;

/**
 * One hello extension, seen from the server. Stateless; a new one is a new file and a line in
 * {@link ServerExtensions}.
 */
interface ServerExtension {
  /** The body of an answer that says all by its presence. */
  byte[] PRESENT = {};

  /** Its number. */
  int type();

  /**
   * Takes what the client offers; reads the body to its last byte.
   *
   * @throws TlsFailure with the alert of the extension's RFC
   */
  void offered(Cursor body, ClientOffer offer) throws TlsFailure;

  /**
   * The body to answer with, not changed, or null for no answer; called after all choices were
   * made.
   */
  byte[] answer(ClientOffer offer, Agreement agreed);
}
