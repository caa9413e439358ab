package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.ConnectionSecrets;
import io.gasket.tls.handshake.Established;
import io.gasket.tls.handshake.FinishedPair;
import io.gasket.tls.handshake.FinishedVerified;
import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.message.Finished;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.TlsFailure;

/**
 * Server: the client's Finished is due; in a full handshake it is answered with ours (RFC 5246
 * 7.4.9).
 */
final class ExpectClientFinished implements ServerState {
  private final Ending ending;

  ExpectClientFinished(Ending ending) {
    this.ending = ending;
  }

  @Override
  public String expects() {
    return "Finished";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    MasterSecret master = ending.master();
    FinishedVerified proof = FinishedVerified.verify(message, false, master, out.transcript());
    out.received(message);
    boolean resumed = ending.resumed() != null;
    byte[] ours = resumed ? ending.sentFinished() : sendFinished(out);
    out.release(master);
    return new Established(
        ending.negotiated(),
        new ConnectionSecrets(
            master,
            ending.agreed().randoms(),
            new FinishedPair(proof.verifyData(), ours),
            resumed,
            out.forgetSession()),
        proof);
  }

  private byte[] sendFinished(Flight out) throws TlsFailure {
    keepSession(out);
    out.changeCipherSpec();
    byte[] verifyData = ending.master().verifyData(true, out.transcript());
    out.send(new Finished(verifyData).encode());
    out.end();
    return verifyData;
  }

  private void keepSession(Flight out) {
    Agreement agreed = ending.agreed();
    if (agreed.issuesTicket()) {
      SessionTickets.issue(NewSession.of(ending), agreed.settings(), out);
    } else if (agreed.sessionId().length > 0) {
      Session session = NewSession.of(ending);
      agreed
          .settings()
          .policy()
          .resumption()
          .store()
          .put(ResumableSession.key(agreed.sessionId()), session);
      ResumableSession.forgetOnFailure(agreed.sessionId(), agreed.settings(), out);
      out.events().sessionKept(false);
    }
  }
}
