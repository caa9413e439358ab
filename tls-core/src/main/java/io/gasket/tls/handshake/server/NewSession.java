package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.KeptChains;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.session.Session;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Makes the session of a full handshake. Stateless. */
final class NewSession {
  private NewSession() {}

  static Session of(Ending ending) {
    Agreement agreed = ending.agreed();
    Resumption resumption = agreed.settings().policy().resumption();
    long now = resumption.now();
    List<X509Certificate> chain = ending.negotiated().peerCertificates();
    byte[] master = ending.master().copy();
    Session session =
        new Session(
            new Session.Facts(
                true,
                agreed.sessionId(),
                new byte[0],
                agreed.suite(),
                agreed.offer().extendedMasterSecret(),
                Objects.requireNonNullElse(agreed.offer().serverName(), ""),
                agreed.applicationProtocol(),
                agreed.limits().maxFragmentLength(),
                KeptChains.encoded(chain),
                now,
                now + resumption.lifetime().toMillis()),
            master,
            ending.kept());
    Arrays.fill(master, (byte) 0);
    return session;
  }
}
