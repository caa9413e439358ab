package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;

/** Server: the secrets are there; the client's change_cipher_spec is due (RFC 5246 7.1). */
final class ExpectClientChangeCipherSpec implements ServerState {
  private final ClientProof client;
  private final MasterSecret master;

  ExpectClientChangeCipherSpec(ClientProof client, MasterSecret master) {
    this.client = client;
    this.master = master;
  }

  @Override
  public String expects() {
    return "change_cipher_spec";
  }

  @Override
  public HandshakeState onChangeCipherSpec(Flight out) {
    master.prepareKeys(client.agreed().randoms(), true, out);
    out.peerChangedCipherSpec();
    return new ExpectClientFinished(client, master);
  }
}
