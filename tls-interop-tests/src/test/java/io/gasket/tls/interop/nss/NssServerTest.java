package io.gasket.tls.interop.nss;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.peer.Nss;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.SeenRecords;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Authentication;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.OcspVerifier;
import io.gasket.tls.trust.SignaturePolicy;
import io.gasket.tls.trust.Stapling;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** [P5] Our client with selfserv. */
@DisplayName("NSS's server")
class NssServerTest {
  private static final Identity EC = TestPki.serverIdentity(KeyKind.EC_P256);
  private static final Identity RSA = TestPki.serverIdentity(KeyKind.RSA_2048);

  @BeforeAll
  static void requireNss() {
    Nss.require();
  }

  /** Sends a request and reads the answer up to the server's close_notify. */
  private static void assertAnswers(SecurePipeline pipe) throws Exception {
    String request = "GET /here-and-back HTTP/1.0";
    pipe.write(ByteBuffer.wrap((request + "\r\n\r\n").getBytes(US_ASCII)));
    String answer = readAll(pipe);
    assertTrue(answer.startsWith("HTTP/1.0 200 OK") && answer.contains(request), answer);
  }

  private static String readAll(SecurePipeline pipe) throws Exception {
    StringBuilder text = new StringBuilder();
    ByteBuffer some = ByteBuffer.allocate(4096);
    while (pipe.read(some) >= 0) {
      text.append(US_ASCII.decode(some.flip()));
      some.clear();
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void suites(CipherSuite suite) throws Exception {
    KeyKind kind =
        suite.authentication() == Authentication.RSA ? KeyKind.RSA_2048 : KeyKind.EC_P256;
    try (Nss.Server server = Nss.server(TestPki.serverIdentity(kind), Nss.only(suite));
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertAnswers(pipe);
      assertEquals(suite, pipe.info().suite());
      assertTrue(pipe.info().secureRenegotiation());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"X25519, x25519", "SECP256R1, P256", "SECP384R1, P384", "SECP521R1, P521"})
  void groups(NamedGroup group, String name) throws Exception {
    try (Nss.Server server = Nss.server(RSA, "-I", name);
        SecurePipeline pipe =
            Ours.connect(Ours.client().groups(List.of(group)).build(), server.port())) {
      assertAnswers(pipe);
      assertEquals(group, pipe.info().group().orElseThrow());
    }
  }

  @ParameterizedTest(name = "a key of {0}, shown by both sides")
  @EnumSource(names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void keys(KeyKind kind) throws Exception {
    SecurityContext client = Ours.client().credential(TestPki.client(kind)).build();
    try (Nss.Server server = Nss.server(TestPki.serverIdentity(kind), "-r", "-r");
        SecurePipeline pipe = Ours.connect(client, server.port())) {
      assertAnswers(pipe);
      // NSS sends the root as well.
      assertEquals(
          TestPki.serverIdentity(kind).chain(), pipe.info().peerCertificates().subList(0, 2));
      assertTrue(pipe.info().localCredential().isPresent());
    }
  }

  @Test
  @DisplayName("a client without the certificate that is needed is told why")
  void missingCertificate() throws Exception {
    try (Nss.Server server = Nss.server(EC, "-r", "-r");
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      TlsFailure failure = Ours.refusal(pipe);
      assertEquals(TlsFailure.Origin.PEER, failure.origin());
      assertEquals(Alert.BAD_CERTIFICATE, failure.alert());
    }
  }

  @Test
  @DisplayName("ALPN: the server's choice, and its refusal (RFC 7301 3.2)")
  void applicationProtocols() throws Exception {
    try (Nss.Server server = Nss.server(EC, "-Q")) {
      SecurityContext both = Ours.client().applicationProtocols("h2", "http/1.1").build();
      try (SecurePipeline pipe = Ours.connect(both, server.port())) {
        assertEquals("http/1.1", pipe.shakeHands());
        assertAnswers(pipe);
      }
      SecurityContext other = Ours.client().applicationProtocols("h2").build();
      TlsFailure refusal = Ours.refusal(Ours.connect(other, server.port()));
      assertEquals(TlsFailure.Origin.PEER, refusal.origin());
      assertEquals(Alert.NO_APPLICATION_PROTOCOL, refusal.alert());
    }
  }

  /** NSS's server looks the name up among the nicknames of its certificates. */
  @Test
  @DisplayName("server_name leads to its certificate, another is refused (RFC 6066 3)")
  void serverName() throws Exception {
    String name = "named.test";
    Identity named = TestPki.issue().subject("CN=" + name).dns(name).make();
    try (Nss.Server server = Nss.server(EC, "-a", Nss.nickname(named, name))) {
      try (SecurePipeline pipe = Ours.connect(Ours.client().build(), name, server.port())) {
        assertAnswers(pipe);
        assertEquals(named.certificate(), pipe.info().peerCertificates().get(0));
      }
      TlsFailure refusal =
          Ours.refusal(Ours.connect(Ours.client().build(), "elsewhere.test", server.port()));
      assertEquals(TlsFailure.Origin.PEER, refusal.origin());
      assertEquals(Alert.UNRECOGNIZED_NAME, refusal.alert());
    }
  }

  @ParameterizedTest(name = "sessions are resumed by {0}")
  @EnumSource(names = {"SESSION_ID", "TICKET"})
  void resumption(ResumedBy by) throws Exception {
    String[] options = by == ResumedBy.TICKET ? new String[] {"-u"} : new String[0];
    SecurityContext client = Ours.resumingClient().build();
    try (Nss.Server server = Nss.server(EC, options)) {
      for (ResumedBy expected : new ResumedBy[] {ResumedBy.NOTHING, by, by}) {
        try (SecurePipeline pipe = Ours.connect(client, server.port())) {
          assertAnswers(pipe);
          assertEquals(expected, pipe.info().resumedBy());
        }
      }
    }
  }

  @Test
  @DisplayName("extended_master_secret (RFC 7627)")
  void extendedMasterSecret() throws Exception {
    try (Nss.Server server = Nss.server(EC);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertAnswers(pipe);
      assertTrue(pipe.info().extendedMasterSecret());
      server.process().await("Extended Master Secret: Yes");
    }
  }

  @Test
  @DisplayName("exported keys are the same (RFC 5705 4)")
  void exporter() throws Exception {
    String label = "EXPERIMENTAL-gasket";
    String context = "context";
    try (Nss.Server server = Nss.server(EC, "-x", label + ":16:" + context);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertAnswers(pipe);
      byte[] ours = pipe.engine().exportKeyingMaterial(label, context.getBytes(US_ASCII), 16);
      server.process().await(HexFormat.ofDelimiter(":").formatHex(ours));
    }
  }

  @ParameterizedTest(name = "record_size_limit (RFC 8449): our client takes {0}")
  @CsvSource({"64", "512", "16384"})
  void recordSizeLimit(int ours) throws Exception {
    SeenRecords seen = new SeenRecords();
    SecurityContext client = Ours.client().recordSizeLimit(ours).events(seen).build();
    try (Nss.Server server = Nss.server(EC, "-g", "2");
        SecurePipeline pipe = Ours.connect(client, server.port())) {
      pipe.write(ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII)));
      String unused = readAll(pipe);
      assertEquals(new FragmentLimits(0, ours, 16_384), pipe.info().fragmentLimits());
      assertEquals(ours + 24, seen.receivedData());
    }
  }

  @Test
  @DisplayName("without the option nothing is agreed of lengths")
  void noRecordSizeLimit() throws Exception {
    try (Nss.Server server = Nss.server(EC);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertAnswers(pipe);
      assertEquals(new FragmentLimits(0, 0, 0), pipe.info().fragmentLimits());
    }
  }

  /** For selfserv signs its responses with SHA-1. */
  private static SecurityContext clientWithSha1() {
    SignaturePolicy policy = SignaturePolicy.standard().allowing("SHA1withRSA");
    return Ours.client()
        .stapling(
            Stapling.CHECKED.withVerifier(OcspVerifier.standard().withSignaturePolicy(policy)))
        .build();
  }

  @Test
  @DisplayName("a staple that its own authority signed is believed")
  void staple() throws Exception {
    try (Nss.Server server = Nss.server(RSA, "-T", "good", "-A", Nss.rsaAuthority());
        SecurePipeline pipe = Ours.connect(clientWithSha1(), server.port())) {
      assertAnswers(pipe);
      assertTrue(pipe.info().ocspResponse().isPresent());
    }
  }

  @ParameterizedTest(name = "a staple that is {0}: {1}")
  @CsvSource({
    "revoked, CERTIFICATE_REVOKED",
    "unknown, BAD_CERTIFICATE_STATUS_RESPONSE",
    "badsig, BAD_CERTIFICATE_STATUS_RESPONSE",
    "corrupted, BAD_CERTIFICATE_STATUS_RESPONSE",
    "failure, BAD_CERTIFICATE_STATUS_RESPONSE"
  })
  void badStaple(String mode, Alert alert) throws Exception {
    try (Nss.Server server = Nss.server(RSA, "-T", mode, "-A", Nss.rsaAuthority())) {
      TlsFailure refusal = Ours.refusal(Ours.connect(clientWithSha1(), server.port()));
      assertEquals(TlsFailure.Origin.LOCAL, refusal.origin());
      assertEquals(alert, refusal.alert());
    }
  }

  @Test
  @DisplayName("a staple signed with SHA-1, as all of selfserv's are, is refused by default")
  void stapleWithSha1() throws Exception {
    try (Nss.Server server = Nss.server(RSA, "-T", "good", "-A", Nss.rsaAuthority())) {
      TlsFailure refusal = Ours.refusal(Ours.connect(Ours.client().build(), server.port()));
      assertEquals(Reason.BAD_CERTIFICATE_STATUS, refusal.reason());
    }
  }

  @Test
  @DisplayName("one byte a write, a whole request")
  void singleBytes() throws Exception {
    try (Nss.Server server = Nss.server(EC);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      for (byte one : "GET /byte-by-byte HTTP/1.0\r\n\r\n".getBytes(US_ASCII)) {
        pipe.write(ByteBuffer.wrap(new byte[] {one}));
      }
      assertTrue(readAll(pipe).contains("/byte-by-byte"));
    }
  }

  @Test
  @DisplayName("a server that is killed is a truncation")
  void killed() throws Exception {
    try (Nss.Server server = Nss.server(EC);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      String unused = pipe.shakeHands();
      server.process().kill();
      TlsFailure failure = assertThrows(TlsFailure.class, () -> pipe.read(ByteBuffer.allocate(1)));
      assertEquals(Reason.TRUNCATED, failure.reason());
    }
  }
}
