package io.gasket.tls.interop.nss;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.interop.peer.Nss;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.interop.peer.SeenRecords;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Authentication;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** [P5] Our server with tstclnt. */
@DisplayName("NSS's client")
class NssClientTest {
  private static final String LINE = "0123456789".repeat(200);

  /** What AES-GCM, which both sides prefer, adds to a plaintext. */
  private static final int OVERHEAD = 24;

  @BeforeAll
  static void requireNss() {
    Nss.require();
  }

  /** A server's identity; tstclnt takes RSA keys only where they may encipher keys as well. */
  private static Identity identity(KeyKind kind) {
    return kind == KeyKind.RSA_2048
        ? TestPki.issue()
            .issuer(TestPki.rsaIntermediate())
            .key(kind)
            .dns("localhost")
            .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
            .make()
        : TestPki.serverIdentity(kind);
  }

  private static ServerContextBuilder server(KeyKind kind) {
    return SecurityContext.server().credential(identity(kind).credential());
  }

  /**
   * A server that sends one line back and closes: tstclnt never closes first after it sent
   * anything.
   */
  private static OurServer start(SecurityContext context) throws Exception {
    return OurServer.start(
        context,
        pipe -> pipe.write(ByteBuffer.wrap((Ours.readLine(pipe) + "\n").getBytes(US_ASCII))));
  }

  /**
   * What was agreed and what the client printed, after it said a line, saw it come back and saw the
   * server's close_notify.
   */
  private record Talk(ConnectionInfo agreed, String printed) {
    static Talk with(ServerContextBuilder context, String... options) throws Exception {
      try (OurServer server = start(context.build());
          PeerProcess client = Nss.client(server.port(), LINE, options)) {
        assertEquals(0, client.exitCode(), client::output);
        return new Talk(server.outcome().agreed(), client.output()).with(LINE);
      }
    }

    Talk with(String text) {
      assertTrue(printed.contains(text), printed);
      return this;
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void suites(CipherSuite suite) throws Exception {
    KeyKind kind =
        suite.authentication() == Authentication.RSA ? KeyKind.RSA_2048 : KeyKind.EC_P256;
    ConnectionInfo agreed = Talk.with(server(kind), Nss.only(suite)).agreed();
    assertEquals(suite, agreed.suite());
    assertEquals("localhost", agreed.serverName().orElseThrow());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"X25519, x25519", "SECP256R1, P256", "SECP384R1, P384", "SECP521R1, P521"})
  void groups(NamedGroup group, String name) throws Exception {
    ConnectionInfo agreed = Talk.with(server(KeyKind.RSA_2048), "-I", name).agreed();
    assertEquals(group, agreed.group().orElseThrow());
  }

  @ParameterizedTest(name = "a key of {0}, shown by both sides")
  @EnumSource(names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void keys(KeyKind kind) throws Exception {
    Identity shown = TestPki.clientIdentity(kind);
    ServerContextBuilder context = server(kind).clientAuth(ClientAuth.NEED, Ours.trust());
    ConnectionInfo agreed = Talk.with(context, "-n", Nss.nickname(shown)).agreed();
    // NSS sends the root as well.
    assertEquals(shown.chain(), agreed.peerCertificates().subList(0, shown.chain().size()));
  }

  @Test
  @DisplayName("a client without the certificate that is needed is told why")
  void missingCertificate() throws Exception {
    SecurityContext context =
        server(KeyKind.EC_P256).clientAuth(ClientAuth.NEED, Ours.trust()).build();
    try (OurServer server = start(context);
        PeerProcess client = Nss.client(server.port(), LINE, "-n", "none")) {
      assertEquals(Reason.NO_CERTIFICATE, server.outcome().refusal().reason());
      client.await("SSL_ERROR_HANDSHAKE_FAILURE_ALERT");
    }
  }

  @Test
  @DisplayName("a certificate for another name is refused, and we are told")
  void otherName() throws Exception {
    Identity other = TestPki.issue().dns("elsewhere.test").make();
    SecurityContext context = SecurityContext.server().credential(other.credential()).build();
    try (OurServer server = start(context);
        PeerProcess client = Nss.client(server.port(), LINE)) {
      client.await("SSL_ERROR_BAD_CERT_DOMAIN");
      assertEquals(Alert.BAD_CERTIFICATE, server.outcome().refusal().alert());
    }
  }

  @Test
  @DisplayName("server_name guides the choice of the certificate (RFC 6066 3)")
  void serverName() throws Exception {
    ServerContextBuilder context =
        server(KeyKind.RSA_2048).credential("named.test", identity(KeyKind.EC_P256).credential());
    // -o: the name that tstclnt verifies is that of -h.
    ConnectionInfo agreed = Talk.with(context, "-a", "named.test", "-o").agreed();
    assertEquals("named.test", agreed.serverName().orElseThrow());
    assertEquals(Authentication.ECDSA, agreed.suite().authentication());
  }

  @ParameterizedTest(name = "sessions are resumed by {0}")
  @EnumSource(names = {"SESSION_ID", "TICKET"})
  void resumption(ResumedBy by) throws Exception {
    String[] twice =
        by == ResumedBy.TICKET ? new String[] {"-L", "2", "-u"} : new String[] {"-L", "2"};
    try (OurServer server = start(server(KeyKind.EC_P256).build());
        PeerProcess client = Nss.client(server.port(), LINE, twice)) {
      assertEquals(ResumedBy.NOTHING, server.outcome().agreed().resumedBy());
      assertEquals(by, server.outcome().agreed().resumedBy());
      assertEquals(0, client.exitCode(), client::output);
    }
  }

  @Test
  @DisplayName("extended_master_secret (RFC 7627)")
  void extendedMasterSecret() throws Exception {
    Talk talk = Talk.with(server(KeyKind.EC_P256)).with("Extended Master Secret: Yes");
    assertTrue(talk.agreed().extendedMasterSecret());
  }

  @Test
  @DisplayName("exported keys are the same (RFC 5705 4)")
  void exporter() throws Exception {
    String label = "EXPERIMENTAL-gasket";
    CompletableFuture<byte[]> ours = new CompletableFuture<>();
    OurServer.Conversation conversation =
        pipe -> {
          String unused = Ours.readLine(pipe);
          ours.complete(pipe.engine().exportKeyingMaterial(label, null, 16));
        };
    try (OurServer server = OurServer.start(server(KeyKind.EC_P256).build(), conversation);
        PeerProcess client = Nss.client(server.port(), LINE, "-x", label + ":16")) {
      assertEquals(0, client.exitCode(), client::output);
      client.await(HexFormat.ofDelimiter(":").formatHex(ours.get()));
    }
  }

  @ParameterizedTest(name = "record_size_limit (RFC 8449): our server takes {0}")
  @ValueSource(ints = {64, 512, 16_384})
  void recordSizeLimit(int ours) throws Exception {
    SeenRecords seen = new SeenRecords();
    ServerContextBuilder context = server(KeyKind.EC_P256).recordSizeLimit(ours).events(seen);
    ConnectionInfo agreed = Talk.with(context).agreed();
    assertEquals(new FragmentLimits(0, ours, 16_384), agreed.fragmentLimits());
    assertEquals(Math.min(ours, LINE.length() + 1) + OVERHEAD, seen.receivedData());
  }

  @Test
  @DisplayName("without the option NSS's record_size_limit goes unanswered")
  void noRecordSizeLimit() throws Exception {
    ConnectionInfo agreed = Talk.with(server(KeyKind.EC_P256)).agreed();
    assertEquals(new FragmentLimits(0, 0, 0), agreed.fragmentLimits());
  }

  @Test
  @DisplayName("a staple arrives")
  void staple() throws Exception {
    Identity identity = identity(KeyKind.EC_P256);
    byte[] response = OcspResponses.about(identity.certificate(), TestPki.intermediate()).make();
    ServerContextBuilder context =
        SecurityContext.server().credential(identity.credential().withOcspResponse(response));
    Talk unused = Talk.with(context, "-T").with("Received 1 Cert Status items");
  }

  @Test
  @DisplayName("a client that leaves with close_notify is a clean end")
  void leaves() throws Exception {
    try (OurServer server = OurServer.echoing(server(KeyKind.EC_P256).build());
        PeerProcess client = Nss.client(server.port(), LINE, "-Q")) {
      assertEquals(0, client.exitCode(), client::output);
      ConnectionInfo unused = server.outcome().agreed();
    }
  }

  @Test
  @DisplayName("a client that is killed is a truncation")
  void killed() throws Exception {
    try (OurServer server = OurServer.echoing(server(KeyKind.EC_P256).build());
        PeerProcess client = Nss.openClient(server.port())) {
      client.say("hello");
      client.await("hello");
      client.kill();
      assertEquals(Reason.TRUNCATED, server.outcome().refusal().reason());
    }
  }
}
