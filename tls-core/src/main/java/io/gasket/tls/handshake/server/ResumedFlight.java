package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.handshake.Stapled;
import io.gasket.tls.message.Finished;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.TlsFailure;
import java.util.List;

/**
 * The server's only flight when it resumes: ServerHello to Finished (RFC 5246 7.3, RFC 5077 3.1).
 * Stateless.
 */
final class ResumedFlight {
  private ResumedFlight() {}

  static HandshakeState send(
      Session session,
      ClientOffer offer,
      String protocol,
      FragmentLimits anew,
      ServerSettings settings,
      Flight out)
      throws TlsFailure {
    boolean byTicket = ResumableSession.byTicket(offer, settings.policy().resumption());
    Agreement agreed =
        new Agreement(
            settings,
            offer,
            session.facts().suite(),
            new Randoms(offer.hello().random(), ServerChoice.helloRandom(settings)),
            protocol,
            // RFC 6066 3: server_name is not answered in a resumption.
            false,
            offer.hello().sessionId(),
            byTicket,
            AgreedLimits.resumed(session, anew),
            null);
    out.agree(agreed.limits(), offer.previous());
    out.transcript().hashWith(settings.policy().crypto().hashes(), agreed.suite().hash());
    out.transcript().forgetMessages();
    out.send(
        new ServerHello(
                ProtocolVersion.TLS_1_2,
                agreed.randoms().server(),
                agreed.sessionId(),
                agreed.suite().code(),
                0,
                ServerExtensions.answer(offer, agreed))
            .encode());
    if (!byTicket) {
      ResumableSession.forgetOnFailure(session.facts().id(), settings, out);
    }
    MasterSecret master =
        out.owning(
            MasterSecret.resumed(settings.policy().crypto(), agreed.suite(), session.master()));
    if (byTicket) {
      SessionTickets.renew(session, settings, out);
    }
    out.prepare(master, agreed.randoms(), true);
    out.changeCipherSpec();
    byte[] verifyData = master.verifyData(true, out.transcript());
    out.send(new Finished(verifyData).encode());
    out.end();
    return new ExpectClientChangeCipherSpec(
        new Ending(
            agreed, master, negotiated(session, agreed, byTicket), session, null, verifyData));
  }

  private static Negotiated negotiated(Session session, Agreement agreed, boolean byTicket) {
    return new Negotiated(
        agreed.suite(),
        null,
        null,
        null,
        agreed.applicationProtocol(),
        agreed.offer().serverName(),
        session.verified().map(Session.Verified::certificates).orElse(List.of()),
        Stapled.NOTHING,
        null,
        true,
        agreed.offer().secureRenegotiation(),
        agreed.limits(),
        byTicket ? ResumedBy.TICKET : ResumedBy.SESSION_ID,
        agreed.offer().kept());
  }
}
