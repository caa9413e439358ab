package io.gasket.tls.interop.gnutls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.Renegotiation;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.peer.Gnutls;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** [P5] Our server with gnutls-cli. */
@DisplayName("GnuTLS's client")
class GnutlsClientTest {
  @BeforeAll
  static void requireGnutls() {
    Gnutls.require();
  }

  /** Says a line, sees it come back, and ends; returns what was agreed. */
  private static ConnectionInfo talk(OurServer server, PeerProcess client) throws Exception {
    client.say("here and back");
    client.await("here and back");
    client.endInput();
    assertEquals(0, client.exitCode(), client::output);
    return server.outcome().agreed();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void suites(CipherSuite suite) throws Exception {
    KeyKind kind =
        suite.authentication() == TestPki.server(KeyKind.EC_P256).keyType().authentication()
            ? KeyKind.EC_P256
            : KeyKind.RSA_2048;
    try (OurServer server = OurServer.echoing(Ours.server(kind).build());
        PeerProcess client = Gnutls.client(suite, server.port())) {
      ConnectionInfo info = talk(server, client);
      assertEquals(suite, info.suite());
      assertTrue(info.extendedMasterSecret());
      assertEquals("localhost", info.serverName().orElseThrow());
    }
  }

  @ParameterizedTest(name = "a key of {0}, shown by both sides")
  @EnumSource
  void keys(KeyKind kind) throws Exception {
    Identity shown = TestPki.clientIdentity(kind);
    SecurityContext context = Ours.server(kind).clientAuth(ClientAuth.NEED, Ours.trust()).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client =
            Gnutls.client(server.port(), Gnutls.credential(shown).toArray(String[]::new))) {
      assertEquals(shown.chain(), talk(server, client).peerCertificates());
    }
  }

  @Test
  @DisplayName("a client without the certificate that is needed is told why")
  void missingCertificate() throws Exception {
    SecurityContext context =
        Ours.server(KeyKind.EC_P256).clientAuth(ClientAuth.NEED, Ours.trust()).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Gnutls.client(server.port())) {
      assertEquals(Reason.NO_CERTIFICATE, server.outcome().refusal().reason());
      client.await("Handshake failed");
    }
  }

  @ParameterizedTest(name = "ALPN: {0} is offered, {1} is chosen")
  @CsvSource({"http/1.1, http/1.1", "h2, h2"})
  void applicationProtocols(String offered, String chosen) throws Exception {
    SecurityContext context =
        Ours.server(KeyKind.EC_P256).applicationProtocols("h2", "http/1.1").build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Gnutls.client(server.port(), "--alpn=" + offered)) {
      assertEquals(chosen, talk(server, client).applicationProtocol());
    }
  }

  @Test
  @DisplayName("ALPN without overlap: no_application_protocol (RFC 7301 3.2)")
  void noCommonProtocol() throws Exception {
    SecurityContext context = Ours.server(KeyKind.EC_P256).applicationProtocols("h2").build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Gnutls.client(server.port(), "--alpn=x")) {
      assertEquals(Alert.NO_APPLICATION_PROTOCOL, server.outcome().refusal().alert());
      client.await("alert [120]");
    }
  }

  @ParameterizedTest(name = "sessions are resumed by {0}")
  @EnumSource(names = {"SESSION_ID", "TICKET"})
  void resumption(ResumedBy by) throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client =
            by == ResumedBy.TICKET
                ? Gnutls.client(server.port(), "-r")
                : Gnutls.clientWithoutTickets(server.port(), "-r")) {
      client.await("This is a resumed session");
      client.say("here and back");
      client.await("here and back");
      client.endInput();
      assertEquals(ResumedBy.NOTHING, server.outcome().agreed().resumedBy());
      assertEquals(by, server.outcome().agreed().resumedBy());
    }
  }

  /**
   * Without tickets: after one, GnuTLS 3.7 awaits another that the new handshake did not announce.
   */
  @Test
  @DisplayName("B6: the client asks for a renegotiation")
  void renegotiation() throws Exception {
    SecurityContext context =
        Ours.server(KeyKind.EC_P256).renegotiation(Renegotiation.upTo(1)).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Gnutls.clientWithoutTickets(server.port(), "--rehandshake")) {
      client.await("ReHandshake was completed");
      talk(server, client);
    }
  }

  @Test
  @DisplayName("a staple is believed")
  void staple() throws Exception {
    Identity identity = TestPki.serverIdentity(KeyKind.EC_P256);
    byte[] response = OcspResponses.about(identity.certificate(), TestPki.intermediate()).make();
    SecurityContext context =
        SecurityContext.server()
            .credential(identity.credential().withOcspResponse(response))
            .build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Gnutls.client(server.port())) {
      talk(server, client);
      assertTrue(client.output().contains("OCSP status request"), client.output());
    }
  }

  @Test
  @DisplayName("one byte a write, a hundred times")
  void singleBytes() throws Exception {
    OurServer.Conversation drip =
        pipe -> {
          String line = Ours.readLine(pipe);
          for (int i = 0; i < 100; i++) {
            pipe.write(ByteBuffer.wrap(new byte[] {(byte) line.charAt(i % line.length())}));
          }
        };
    try (OurServer server = OurServer.start(Ours.server(KeyKind.EC_P256).build(), drip);
        PeerProcess client = Gnutls.client(server.port())) {
      client.say("01234");
      client.await("01234".repeat(20));
      server.outcome().agreed();
      assertEquals(0, client.exitCode(), client::output);
    }
  }

  @Test
  @DisplayName("a client that is killed is a truncation")
  void killed() throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client = Gnutls.client(server.port())) {
      client.say("hello");
      client.await("hello");
      client.kill();
      TlsFailure failure = server.outcome().refusal();
      assertEquals(Reason.TRUNCATED, failure.reason());
    }
  }
}
