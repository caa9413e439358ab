package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.KeptChains;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.session.Session;
import java.util.Arrays;

/**
 * Keeps the session of a finished handshake for the next connection to the same server. Stateless.
 */
final class KeptSessions {
  private KeptSessions() {}

  static void keep(Ending ending, Flight out) {
    Agreement agreed = ending.agreed();
    Resumption resumption = agreed.settings().policy().resumption();
    if (resumption.store() == null || agreed.attempt().previous().finished().isPresent()) {
      return;
    }
    Session session =
        ending.resumed() == null ? made(ending, resumption) : renewed(ending, resumption);
    if (session != null) {
      String key = agreed.attempt().sessionKey();
      resumption.store().put(key, session);
      out.forgetSessionBy(() -> resumption.store().remove(key));
      out.events().sessionKept(session.facts().ticket().length > 0);
    }
  }

  /** The session of a full handshake, or null when the server gave nothing to resume it by. */
  private static Session made(Ending ending, Resumption resumption) {
    Agreement agreed = ending.agreed();
    boolean byId = agreed.sessionId().length > 0;
    if ((!byId && ending.ticket().length == 0) || !agreed.answers().extendedMasterSecret()) {
      return null;
    }
    long now = resumption.now();
    byte[] master = ending.master().copy();
    Session session =
        new Session(
            new Session.Facts(
                false,
                agreed.sessionId(),
                ending.ticket(),
                agreed.suite(),
                true,
                agreed.host(),
                agreed.answers().applicationProtocol(),
                agreed.limits().maxFragmentLength(),
                KeptChains.encoded(ending.negotiated().peerCertificates()),
                now,
                expiry(ending, resumption, now)),
            master,
            ending.kept());
    Arrays.fill(master, (byte) 0);
    return session;
  }

  /** A resumed session with the ticket that the server renewed it by, or null when it did not. */
  private static Session renewed(Ending ending, Resumption resumption) {
    if (ending.ticket().length == 0) {
      return null;
    }
    // RFC 5077 3.3: a new ticket does not make the session itself younger than its policy allows.
    long latest = ending.resumed().facts().created() + resumption.lifetime().toMillis();
    long expires = Math.min(latest, expiry(ending, resumption, resumption.now()));
    return ending.resumed().withTicket(ending.ticket(), expires);
  }

  private static long expiry(Ending ending, Resumption resumption, long now) {
    long ours = resumption.lifetime().toMillis();
    long hint = ending.lifetimeHint() * 1000;
    return now + (ending.ticket().length > 0 && hint > 0 ? Math.min(hint, ours) : ours);
  }
}
