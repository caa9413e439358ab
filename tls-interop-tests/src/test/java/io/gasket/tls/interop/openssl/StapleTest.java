package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OpensslOcsp;
import io.gasket.tls.interop.peer.OpensslOcsp.Status;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Stapling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificate status (RFC 6066 8, RFC 6960) and timestamps (RFC 6962), with OpenSSL. */
@DisplayName("Stapling, with OpenSSL")
class StapleTest {
  /** An SCT list of one timestamp, which nobody here looks into. */
  private static final String TIMESTAMPS = "0006 0004 00010203";

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"EC_P256", "RSA_2048", "ED25519"})
  @DisplayName("s_client -status reads and verifies what our server staples")
  void ourServer(KeyKind kind) throws Exception {
    Identity identity = TestPki.serverIdentity(kind);
    Credential credential =
        identity.credential().withOcspResponse(Files.readAllBytes(good(kind, identity)));
    var context = SecurityContext.server().credential(credential).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port(), "-status")) {
      client.await("OCSP Response Status: successful");
      client.await("Cert Status: good");
      client.await("Verify return code: 0 (ok)");
      client.endInput();
      server.outcome().agreed();
    }
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port())) {
      client.await("Verify return code: 0 (ok)");
      client.endInput();
      server.outcome().agreed();
    }
  }

  @Test
  @DisplayName("s_client -status of a server of ours without a response")
  void ourServerWithout() throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client = Openssl.client(server.port(), "-status")) {
      client.await("OCSP response: no response sent");
      client.endInput();
      server.outcome().agreed();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"EC_P256", "RSA_2048", "ED25519"})
  @DisplayName("our client requires, verifies and keeps what s_server -status_file staples")
  void ourClient(KeyKind kind) throws Exception {
    Path response = good(kind, TestPki.serverIdentity(kind));
    assertTaken(kind, response);
  }

  @ParameterizedTest(name = "openssl ocsp {0}")
  @CsvSource({"-resp_key_id", "-sha256"})
  @DisplayName("our client verifies responses by name or key, with either hash")
  void forms(String option) throws Exception {
    Identity leaf = TestPki.serverIdentity(KeyKind.EC_P256);
    Identity issuer = TestPki.intermediate();
    assertTaken(
        KeyKind.EC_P256,
        OpensslOcsp.response(leaf.certificate(), issuer, issuer, Status.GOOD, option));
  }

  @Test
  @DisplayName("our client verifies the responses of a responder that the issuer delegated to")
  void delegated() throws Exception {
    Identity responder =
        TestPki.issue()
            .subject("CN=Responder")
            .issuer(TestPki.intermediate())
            .key(KeyKind.RSA_2048)
            .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)
            .make();
    Identity leaf = TestPki.serverIdentity(KeyKind.EC_P256);
    assertTaken(
        KeyKind.EC_P256,
        OpensslOcsp.response(leaf.certificate(), TestPki.intermediate(), responder, Status.GOOD));
  }

  @ParameterizedTest(name = "{0}: s_server sees {1}")
  @CsvSource({
    "REVOKED, CERTIFICATE_REVOKED,             CERTIFICATE_REVOKED",
    "UNKNOWN, BAD_CERTIFICATE_STATUS_RESPONSE, BAD_CERTIFICATE_STATUS"
  })
  @DisplayName("our client refuses what is not good")
  void notGood(Status status, Alert alert, Reason reason) throws Exception {
    Identity leaf = TestPki.serverIdentity(KeyKind.EC_P256);
    Identity issuer = TestPki.intermediate();
    Path response = OpensslOcsp.response(leaf.certificate(), issuer, issuer, status);
    assertRefused(alert, reason, "-status_file", response.toString());
  }

  @Test
  @DisplayName("our client refuses a response about another certificate")
  void another() throws Exception {
    Path response = good(KeyKind.ED25519, TestPki.serverIdentity(KeyKind.ED25519));
    assertRefused(
        Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
        Reason.BAD_CERTIFICATE_STATUS,
        "-status_file",
        response.toString());
  }

  @Test
  @DisplayName("our client refuses an s_server without a response where one is required")
  void required() throws Exception {
    assertRefused(Alert.BAD_CERTIFICATE_STATUS_RESPONSE, Reason.NO_CERTIFICATE_STATUS);
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
    }
  }

  @Test
  @DisplayName("RFC 6962 3.3.1: timestamps, both ways")
  void timestamps() throws Exception {
    Credential credential =
        TestPki.server(KeyKind.EC_P256).withSignedCertificateTimestamps(Hex.bytes(TIMESTAMPS));
    var context = SecurityContext.server().credential(credential).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port(), "-serverinfo", "18")) {
      client.await("SERVERINFO FOR EXTENSION 18");
      client.await(base64("0012 0008" + TIMESTAMPS));
      client.endInput();
      server.outcome().agreed();
    }
    Path serverInfo =
        PeerFiles.text(
            "timestamps.pem",
            "-----BEGIN SERVERINFO FOR signed_certificate_timestamp-----\n"
                + base64("0012 0008" + TIMESTAMPS)
                + "\n-----END SERVERINFO FOR signed_certificate_timestamp-----\n");
    var asking = Ours.client().signedCertificateTimestamps(true).build();
    try (Openssl.Server server =
            Openssl.reversingServer(KeyKind.EC_P256, "-serverinfo", serverInfo.toString());
        SecurePipeline pipe = Ours.connect(asking, server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      assertEquals("00010203", Hex.text(pipe.info().signedCertificateTimestamps().get(0)));
    }
  }

  private static Path good(KeyKind kind, Identity identity) {
    Identity issuer = kind == KeyKind.RSA_2048 ? TestPki.rsaIntermediate() : TestPki.intermediate();
    return OpensslOcsp.response(identity.certificate(), issuer, issuer, Status.GOOD);
  }

  private static void assertTaken(KeyKind kind, Path response) throws Exception {
    var context = Ours.client().stapling(Stapling.REQUIRED).build();
    try (Openssl.Server server =
            Openssl.reversingServer(kind, "-status_file", response.toString());
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      assertArrayEquals(Files.readAllBytes(response), pipe.info().ocspResponse().orElseThrow());
    }
  }

  private static void assertRefused(Alert alert, Reason reason, String... options)
      throws Exception {
    var context = Ours.client().stapling(Stapling.REQUIRED).build();
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, options)) {
      TlsFailure refusal = Ours.refusal(Ours.connect(context, server.port()));
      assertEquals(reason, refusal.reason(), refusal::toString);
      assertEquals(alert, refusal.alert());
      assertTrue(refusal.detail().contains("certificate 1 of 2"), refusal::detail);
      // OpenSSL names 113 otherwise than the other alerts.
      server.process().await("SSL alert number " + alert.code());
    }
  }

  private static String base64(String digits) {
    return Base64.getEncoder().encodeToString(Hex.bytes(digits));
  }
}
