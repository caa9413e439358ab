package io.gasket.tls.interop.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.peer.EngineLink;
import io.gasket.tls.spec.CipherSuite;
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
}
