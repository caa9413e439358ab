package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.ConnectionSecrets;
import io.gasket.tls.handshake.Established;
import io.gasket.tls.handshake.FinishedPair;
import io.gasket.tls.handshake.FinishedVerified;
import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.message.Finished;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.TlsFailure;

/**
 * Client: the server's Finished is due (RFC 5246 7.4.9); in a resumed handshake ours follows it.
 */
final class ExpectServerFinished implements ClientState {
  private final Ending ending;

  ExpectServerFinished(Ending ending) {
    this.ending = ending;
  }

  @Override
  public String expects() {
    return "Finished";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    MasterSecret master = ending.master();
    FinishedVerified proof = FinishedVerified.verify(message, true, master, out.transcript());
    out.received(message);
    boolean resumed = ending.resumed() != null;
    byte[] ours = resumed ? sendFinished(out) : ending.sentFinished();
    KeptSessions.keep(ending, out);
    out.release(master);
    return new Established(
        ending.negotiated(),
        new ConnectionSecrets(
            master,
            ending.agreed().randoms(),
            new FinishedPair(ours, proof.verifyData()),
            resumed,
            out.forgetSession()),
        proof);
  }

  private byte[] sendFinished(Flight out) throws TlsFailure {
    byte[] verifyData = ending.master().verifyData(false, out.transcript());
    out.changeCipherSpec();
    out.send(new Finished(verifyData).encode());
    out.end();
    return verifyData;
  }
}
