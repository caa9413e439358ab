package io.gasket.tls.interop.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.interop.peer.EngineLink;
import io.gasket.tls.interop.peer.Jsse;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our engine against the JDK's SSLEngine, in memory. */
@DisplayName("The JDK's SSLEngine")
class SslEngineTest {
  record Combination(KeyKind key, CipherSuite suite) {}

  static List<Combination> combinations() {
    List<Combination> all = new ArrayList<>();
    for (KeyKind key : KeyKind.values()) {
      for (CipherSuite suite : CipherSuite.all()) {
        if (suite.authentication() == TestPki.server(key).keyType().authentication()) {
          all.add(new Combination(key, suite));
        }
      }
    }
    return all;
  }

  private static SSLEngine server(KeyKind key) {
    return Jsse.server(Jsse.context(TestPki.serverIdentity(key)));
  }

  @ParameterizedTest(name = "our client, {0}")
  @MethodSource("combinations")
  void ourClient(Combination combination) throws Exception {
    TlsEngine ours =
        Ours.client().suites(List.of(combination.suite)).build().newEngine("localhost");
    SSLEngine theirs = server(combination.key);
    EngineLink link = new EngineLink(ours, theirs).settle();
    assertEquals(combination.suite, ours.info().suite());
    assertTrue(ours.info().extendedMasterSecret());
    Talk.assertTalks(link, theirs, combination.suite);
    assertEquals(TlsEngine.INPUT_CLOSED, ours.needs() & TlsEngine.INPUT_CLOSED);
  }

  @ParameterizedTest(name = "our server, {0}")
  @MethodSource("combinations")
  void ourServer(Combination combination) throws Exception {
    TlsEngine ours =
        Ours.server(combination.key).suites(List.of(combination.suite)).build().newEngine();
    SSLEngine theirs = Jsse.client(Jsse.context(null));
    EngineLink link = new EngineLink(ours, theirs).settle();
    assertTrue(ours.info().extendedMasterSecret());
    Talk.assertTalks(link, theirs, combination.suite);
  }

  @ParameterizedTest(name = "our client shows a certificate of {0}")
  @EnumSource
  void ourClientShows(KeyKind key) throws Exception {
    TlsEngine ours = Ours.client().credential(TestPki.client(key)).build().newEngine("localhost");
    SSLEngine theirs = server(KeyKind.EC_P256);
    theirs.setNeedClientAuth(true);
    EngineLink link = new EngineLink(ours, theirs).settle();
    assertEquals(
        TestPki.clientIdentity(key).chain(),
        List.<Certificate>of(theirs.getSession().getPeerCertificates()));
    Talk.assertTalks(link, theirs, ours.info().suite());
  }

  @ParameterizedTest(name = "our server is shown a certificate of {0}")
  @EnumSource
  void ourServerIsShown(KeyKind key) throws Exception {
    TlsEngine ours =
        Ours.server(KeyKind.EC_P256).clientAuth(ClientAuth.NEED, Ours.trust()).build().newEngine();
    SSLEngine theirs = Jsse.client(Jsse.context(TestPki.clientIdentity(key)));
    EngineLink link = new EngineLink(ours, theirs).settle();
    assertEquals(TestPki.clientIdentity(key).chain(), ours.info().peerCertificates());
    Talk.assertTalks(link, theirs, ours.info().suite());
  }

  @Test
  @DisplayName("a client without the certificate that is needed sees handshake_failure [B4]")
  void missingCertificate() throws Exception {
    TlsEngine ours =
        Ours.server(KeyKind.EC_P256).clientAuth(ClientAuth.NEED, Ours.trust()).build().newEngine();
    EngineLink link = new EngineLink(ours, Jsse.client(Jsse.context(null)));
    assertEquals(Reason.NO_CERTIFICATE, assertThrows(TlsFailure.class, link::settle).reason());
    assertTheySee("handshake_failure", link);
  }

  @ParameterizedTest(name = "ALPN: {0} and {1} give {2}")
  @CsvSource({"'h2,http/1.1', 'http/1.1,h2', h2, http/1.1", "h2,            'x,h2',        h2, h2"})
  void applicationProtocols(String ours, String theirs, String ifWeServe, String ifTheyServe)
      throws Exception {
    TlsEngine server =
        Ours.server(KeyKind.EC_P256).applicationProtocols(ours.split(",", -1)).build().newEngine();
    SSLEngine theirClient = Jsse.protocols(Jsse.client(Jsse.context(null)), theirs.split(",", -1));
    new EngineLink(server, theirClient).settle();
    assertEquals(ifWeServe, server.info().applicationProtocol());
    assertEquals(ifWeServe, theirClient.getApplicationProtocol());

    TlsEngine client =
        Ours.client().applicationProtocols(ours.split(",", -1)).build().newEngine("localhost");
    SSLEngine theirServer = Jsse.protocols(server(KeyKind.EC_P256), theirs.split(",", -1));
    new EngineLink(client, theirServer).settle();
    assertEquals(ifTheyServe, client.info().applicationProtocol());
    assertEquals(ifTheyServe, theirServer.getApplicationProtocol());
  }

  @Test
  @DisplayName("ALPN without overlap: alert 120 both ways (RFC 7301 3.2)")
  void noCommonProtocol() throws Exception {
    TlsEngine server = Ours.server(KeyKind.EC_P256).applicationProtocols("h2").build().newEngine();
    EngineLink link =
        new EngineLink(server, Jsse.protocols(Jsse.client(Jsse.context(null)), "http/1.1"));
    assertEquals(Reason.NO_COMMON_PROTOCOL, assertThrows(TlsFailure.class, link::settle).reason());
    assertTheySee("no_application_protocol", link);

    TlsEngine client = Ours.client().applicationProtocols("h2").build().newEngine("localhost");
    EngineLink other = new EngineLink(client, Jsse.protocols(server(KeyKind.EC_P256), "http/1.1"));
    assertThrows(SSLHandshakeException.class, other::settle);
    assertEquals(
        Alert.NO_APPLICATION_PROTOCOL, assertThrows(TlsFailure.class, other::settle).alert());
  }

  @Test
  @DisplayName("a server for another name sees bad_certificate (RFC 9525)")
  void otherName() throws Exception {
    TlsEngine client = Ours.client().build().newEngine("elsewhere.test");
    EngineLink link = new EngineLink(client, server(KeyKind.EC_P256));
    assertEquals(Reason.NAME_MISMATCH, assertThrows(TlsFailure.class, link::settle).reason());
    assertTheySee("bad_certificate", link);
  }

  @Test
  @DisplayName("sessions are resumed, both ways")
  void resumption() throws Exception {
    Talk.assertResumes(Jsse.context(null), Jsse.context(TestPki.serverIdentity(KeyKind.EC_P256)));
  }

  private static void assertTheySee(String alert, EngineLink link) {
    String message = assertThrows(SSLHandshakeException.class, link::deliverAlert).getMessage();
    assertTrue(message.contains(alert), message);
  }
}
