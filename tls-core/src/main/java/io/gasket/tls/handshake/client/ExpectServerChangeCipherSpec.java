package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import java.util.Optional;

/** Client: everything is sent; the server's change_cipher_spec is due (RFC 5246 7.1). */
final class ExpectServerChangeCipherSpec implements ClientState {
  private final Authenticated server;
  private final MasterSecret master;
  private final Optional<ClientAnswer> answer;

  ExpectServerChangeCipherSpec(
      Authenticated server, MasterSecret master, Optional<ClientAnswer> answer) {
    this.server = server;
    this.master = master;
    this.answer = answer;
  }

  @Override
  public String expects() {
    return "change_cipher_spec";
  }

  @Override
  public HandshakeState onChangeCipherSpec(Flight out) {
    out.peerChangedCipherSpec();
    return new ExpectServerFinished(server, master, answer);
  }
}
