package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;

/** Server: the secrets are there; the client's change_cipher_spec is due (RFC 5246 7.1). */
final class ExpectClientChangeCipherSpec implements ServerState {
  private final Ending ending;

  ExpectClientChangeCipherSpec(Ending ending) {
    this.ending = ending;
  }

  @Override
  public String expects() {
    return "change_cipher_spec";
  }

  @Override
  public HandshakeState onChangeCipherSpec(Flight out) {
    if (ending.resumed() == null) {
      out.prepare(ending.master(), ending.agreed().randoms(), true);
    }
    out.peerChangedCipherSpec();
    return new ExpectClientFinished(ending);
  }
}
