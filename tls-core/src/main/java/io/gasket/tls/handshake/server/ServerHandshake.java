package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.HandshakeState;

/** The server's side of a handshake. Stateless; the states hold what is needed. */
public final class ServerHandshake {
  private ServerHandshake() {}

  /** The first state: a ClientHello is due. */
  public static HandshakeState begin(ServerSettings settings) {
    return new ExpectClientHello(settings);
  }
}
