package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.Previous;

/** The server's side of a handshake. Stateless; the states hold what is needed. */
public final class ServerHandshake {
  private ServerHandshake() {}

  /**
   * The first state: a ClientHello is due.
   *
   * @param previous the handshake that is renegotiated, or {@link Previous#NONE}
   */
  public static HandshakeState begin(ServerSettings settings, Previous previous) {
    return new ExpectClientHello(settings, previous);
  }
}
