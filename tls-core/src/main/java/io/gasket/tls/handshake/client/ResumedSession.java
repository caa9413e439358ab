package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.handshake.Stapled;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.HostNames;

/**
 * What follows a ServerHello that resumes the session offered (RFC 5246 7.3, RFC 7627 5.3).
 * Stateless.
 */
final class ResumedSession {
  private ResumedSession() {}

  static HandshakeState resume(Agreement agreed, Flight out) throws TlsFailure {
    Session session = agreed.attempt().session();
    check(session, agreed);
    MasterSecret master =
        out.owning(
            MasterSecret.resumed(
                agreed.settings().policy().crypto(), agreed.suite(), session.master()));
    out.transcript().forgetMessages();
    out.prepare(master, agreed.randoms(), false);
    Ending ending =
        new Ending(
            agreed, master, negotiated(session, agreed), session, null, null, new byte[0], 0);
    return agreed.answers().ticketExpected()
        ? new ExpectNewSessionTicket(ending)
        : new ExpectServerChangeCipherSpec(ending);
  }

  private static void check(Session session, Agreement agreed) throws TlsFailure {
    if (agreed.suite() != session.facts().suite()) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.UNSUPPORTED_SESSION_PARAMETER,
          "the server resumes a session of "
              + session.facts().suite()
              + " with "
              + agreed.suite()
              + "; RFC 5246 7.4.1.3 wants the session's own suite");
    }
    if (agreed.answers().extendedMasterSecret() != session.facts().extendedMasterSecret()) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.EXTENDED_MASTER_SECRET_CHANGED,
          "the server resumes a session made with the extended master secret without it (RFC 7627 5.3)");
    }
  }

  private static Negotiated negotiated(Session session, Agreement agreed) {
    return new Negotiated(
        agreed.suite(),
        null,
        null,
        null,
        agreed.answers().applicationProtocol(),
        HostNames.isAddress(agreed.host()) ? null : agreed.host(),
        session.verified().map(Session.Verified::certificates).orElseThrow(),
        Stapled.NOTHING,
        null,
        true,
        agreed.answers().secureRenegotiation(),
        agreed.limits(),
        session.facts().ticket().length > 0 ? ResumedBy.TICKET : ResumedBy.SESSION_ID,
        null);
  }
}
