package io.gasket.tls.interop.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.interop.peer.EngineLink;
import io.gasket.tls.interop.peer.Jsse;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.testing.TestPki.KeyKind;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** What two engines that are connected have to do. */
final class Talk {
  private static final String LONG = "0123456789abcdef".repeat(6_000);

  private Talk() {}

  /** Carries a long text both ways under the suite, and closes both sides. */
  static void assertTalks(EngineLink link, SSLEngine theirs, CipherSuite suite) throws Exception {
    assertEquals(suite.name(), theirs.getSession().getCipherSuite());
    assertEquals(LONG, link.send(LONG));
    assertEquals(LONG, link.sendTheirs(LONG));
    link.close();
    assertTrue(theirs.isInboundDone() && theirs.isOutboundDone());
  }

  /** Connects thrice to their client and to their server; the second and third time resume. */
  static void assertResumes(SSLContext theirClient, SSLContext theirServer) throws Exception {
    SecurityContext ourServer = Ours.server(KeyKind.EC_P256).build();
    SecurityContext ourClient = Ours.resumingClient().build();
    for (boolean resumed : new boolean[] {false, true, true}) {
      TlsEngine server = ourServer.newEngine();
      SSLEngine client = Jsse.client(theirClient);
      EngineLink link = new EngineLink(server, client).settle();
      assertEquals(resumed, server.info().resumedBy() != ResumedBy.NOTHING);
      assertTalks(link, client, server.info().suite());

      TlsEngine other = ourClient.newEngine("localhost", 443);
      SSLEngine otherServer = Jsse.server(theirServer);
      EngineLink otherLink = new EngineLink(other, otherServer).settle();
      assertEquals(resumed, other.info().resumedBy() != ResumedBy.NOTHING);
      assertTalks(otherLink, otherServer, other.info().suite());
    }
  }
}
