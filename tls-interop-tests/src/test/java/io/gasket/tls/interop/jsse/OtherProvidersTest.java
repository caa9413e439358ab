package io.gasket.tls.interop.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.interop.peer.EngineLink;
import io.gasket.tls.interop.peer.Jsse;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.Provider;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * [P5] Our engine against the SSLEngines of Bouncy Castle and of Conscrypt (BoringSSL), in memory.
 */
@DisplayName("Bouncy Castle's and Conscrypt's SSLEngine")
class OtherProvidersTest {
  /** Kept, as loggers that nobody keeps forget their level. */
  private static final Logger SILENCED = Logger.getLogger("org.bouncycastle.jsse");

  static {
    SILENCED.setLevel(Level.OFF);
  }

  /** An implementation of JSSE. */
  enum Peer {
    BOUNCY_CASTLE(new BouncyCastleJsseProvider(new BouncyCastleProvider())),
    CONSCRYPT(Conscrypt.newProvider());

    private final Provider provider;

    Peer(Provider provider) {
      this.provider = provider;
    }

    SSLContext client(KeyKind key) {
      return Jsse.context(provider, key == null ? null : TestPki.clientIdentity(key));
    }

    SSLContext server(KeyKind key) {
      return Jsse.context(provider, TestPki.serverIdentity(key));
    }
  }

  record Combination(Peer peer, KeyKind key, CipherSuite suite) {}

  static List<Combination> combinations() {
    List<Combination> all = new ArrayList<>();
    for (Peer peer : Peer.values()) {
      for (KeyKind key : List.of(KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048)) {
        for (CipherSuite suite : CipherSuite.all()) {
          if (suite.authentication() == TestPki.server(key).keyType().authentication()) {
            all.add(new Combination(peer, key, suite));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "our client, {0}")
  @MethodSource("combinations")
  void ourClient(Combination with) throws Exception {
    TlsEngine ours = Ours.client().suites(List.of(with.suite)).build().newEngine("localhost");
    SSLEngine theirs = Jsse.server(with.peer.server(with.key));
    EngineLink link = new EngineLink(ours, theirs).settle();
    assertEquals(with.suite, ours.info().suite());
    Talk.assertTalks(link, theirs, with.suite);
    assertEquals(TlsEngine.INPUT_CLOSED, ours.needs() & TlsEngine.INPUT_CLOSED);
  }

  @ParameterizedTest(name = "our server, {0}")
  @MethodSource("combinations")
  void ourServer(Combination with) throws Exception {
    TlsEngine ours = Ours.server(with.key).suites(List.of(with.suite)).build().newEngine();
    SSLEngine theirs = Jsse.client(with.peer.client(null));
    EngineLink link = new EngineLink(ours, theirs).settle();
    assertTrue(ours.info().extendedMasterSecret());
    Talk.assertTalks(link, theirs, with.suite);
  }

  @ParameterizedTest(name = "certificates of clients, {0}")
  @EnumSource
  void clientCertificates(Peer peer) throws Exception {
    for (KeyKind key : List.of(KeyKind.EC_P256, KeyKind.RSA_2048)) {
      TlsEngine client =
          Ours.client().credential(TestPki.client(key)).build().newEngine("localhost");
      SSLEngine theirServer = Jsse.server(peer.server(KeyKind.EC_P256));
      theirServer.setNeedClientAuth(true);
      EngineLink link = new EngineLink(client, theirServer).settle();
      List<Certificate> shown = List.copyOf(TestPki.clientIdentity(key).chain());
      assertEquals(shown, List.of(theirServer.getSession().getPeerCertificates()));
      Talk.assertTalks(link, theirServer, client.info().suite());

      TlsEngine server = needing().newEngine();
      SSLEngine theirClient = Jsse.client(peer.client(key));
      EngineLink other = new EngineLink(server, theirClient).settle();
      assertEquals(shown, server.info().peerCertificates());
      Talk.assertTalks(other, theirClient, server.info().suite());
    }
  }

  private static SecurityContext needing() {
    return Ours.server(KeyKind.EC_P256).clientAuth(ClientAuth.NEED, Ours.trust()).build();
  }

  @ParameterizedTest(name = "a client without the certificate that is needed is refused, {0}")
  @EnumSource
  void missingCertificate(Peer peer) {
    EngineLink link = new EngineLink(needing().newEngine(), Jsse.client(peer.client(null)));
    assertEquals(Reason.NO_CERTIFICATE, assertThrows(TlsFailure.class, link::settle).reason());
  }

  @ParameterizedTest(name = "ALPN, {0}")
  @EnumSource
  void applicationProtocols(Peer peer) throws Exception {
    TlsEngine server =
        Ours.server(KeyKind.EC_P256).applicationProtocols("h2", "http/1.1").build().newEngine();
    SSLEngine theirClient = Jsse.protocols(Jsse.client(peer.client(null)), "x", "http/1.1");
    new EngineLink(server, theirClient).settle();
    assertEquals("http/1.1", server.info().applicationProtocol());
    assertEquals("http/1.1", theirClient.getApplicationProtocol());

    TlsEngine client = Ours.client().applicationProtocols("x", "h2").build().newEngine("localhost");
    SSLEngine theirServer = Jsse.protocols(Jsse.server(peer.server(KeyKind.EC_P256)), "h2");
    new EngineLink(client, theirServer).settle();
    assertEquals("h2", client.info().applicationProtocol());
    assertEquals("h2", theirServer.getApplicationProtocol());
  }

  @ParameterizedTest(name = "sessions are resumed, both ways, {0}")
  @EnumSource
  void resumption(Peer peer) throws Exception {
    Talk.assertResumes(peer.client(null), peer.server(KeyKind.EC_P256));
  }
}
