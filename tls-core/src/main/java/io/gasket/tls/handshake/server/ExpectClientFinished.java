package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Established;
import io.gasket.tls.handshake.FinishedVerified;
import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.message.Finished;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.TlsFailure;

/** Server: the client's Finished is due; it is answered with ours (RFC 5246 7.4.9). */
final class ExpectClientFinished implements ServerState {
  private final ClientProof client;
  private final MasterSecret master;

  ExpectClientFinished(ClientProof client, MasterSecret master) {
    this.client = client;
    this.master = master;
  }

  @Override
  public String expects() {
    return "Finished";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    FinishedVerified proof = FinishedVerified.verify(message, false, master, out.transcript());
    out.received(message);
    out.changeCipherSpec();
    out.send(new Finished(master.verifyData(true, out.transcript())).encode());
    out.end();
    return new Established(negotiated(), proof);
  }

  private Negotiated negotiated() {
    Agreement agreed = client.agreed();
    return new Negotiated(
        agreed.choice().suite(),
        agreed.choice().group(),
        agreed.choice().scheme(),
        client.scheme(),
        agreed.applicationProtocol(),
        agreed.offer().serverName(),
        client.certificates(),
        agreed.choice().credential(),
        agreed.offer().extendedMasterSecret(),
        agreed.offer().secureRenegotiation());
  }
}
