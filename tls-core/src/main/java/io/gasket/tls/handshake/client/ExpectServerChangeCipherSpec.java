package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;

/** Client: the server's change_cipher_spec is due (RFC 5246 7.1). */
final class ExpectServerChangeCipherSpec implements ClientState {
  private final Ending ending;

  ExpectServerChangeCipherSpec(Ending ending) {
    this.ending = ending;
  }

  @Override
  public String expects() {
    return "change_cipher_spec";
  }

  @Override
  public HandshakeState onChangeCipherSpec(Flight out) {
    out.peerChangedCipherSpec();
    return new ExpectServerFinished(ending);
  }
}
