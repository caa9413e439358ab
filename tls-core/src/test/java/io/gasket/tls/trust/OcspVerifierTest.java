package io.gasket.tls.trust;

import static io.gasket.tls.testing.Failures.assertFails;
import static io.gasket.tls.trust.Presenting.assertSays;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.CertificateBuilder;
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which OCSP responses say that a certificate is good (RFC 6960 3.2, RFC 6066 8). */
@DisplayName("Stapled OCSP responses")
class OcspVerifierTest {
  private static final Identity ISSUER = TestPki.intermediate();
  private static final Identity LEAF = TestPki.serverIdentity(KeyKind.EC_P256);

  private final Instant now = Instant.now();
  private VerifiedChain chain;

  @BeforeEach
  void verifyChain() throws TlsFailure {
    chain = Presenting.trust().withClock(() -> now).verify(Presenting.server(LEAF));
  }

  @Test
  @DisplayName("good, signed by the issuer or by its responder, named by name or key")
  void good() {
    accepted(about());
    accepted(about().namedByKey());
    accepted(about().by(responder().make()));
    accepted(about().by(responder().make()).namedByKey());
    accepted(about().by(responder().key(KeyKind.ED25519).make()).algorithm("Ed25519"));
    accepted(about().by(responder().key(KeyKind.RSA_2048).make()).algorithm("SHA384withRSA"));
    accepted(
        about().by(responder().key(KeyKind.RSA_2048).make()).algorithm("SHA256withRSAandMGF1"));
  }

  @Test
  @DisplayName("RFC 6960 4.1.1: the issuer is named by SHA-1 or SHA-256, and by no other hash")
  void hashes() {
    accepted(about().hash(NISTObjectIdentifiers.id_sha256));
    refused("none of its 1 entries", about().hash(NISTObjectIdentifiers.id_sha512));
  }

  @Test
  @DisplayName("revoked: certificate_revoked, with time and reason")
  void revoked() {
    TlsFailure failure =
        assertFails(
            Alert.CERTIFICATE_REVOKED,
            Reason.CERTIFICATE_REVOKED,
            () -> judge(about().revoked(Instant.parse("2024-05-06T07:08:09Z"), 1).make()));
    assertSays(
        failure.detail(),
        "certificate 1 of 2 (O=Gasket Tests,OU=EC_P256,CN=localhost)",
        "revoked at 2024-05-06T07:08:09Z, CRLReason 1",
        "needs a new certificate");
  }

  @Test
  @DisplayName("unknown: bad_certificate_status_response")
  void unknown() {
    refused("does not know the certificate", about().unknown());
  }

  @Test
  @DisplayName("about another certificate or another issuer's")
  void aboutAnother() {
    refused("none of its 1 entries is about the certificate", about().serial(7));
    refused(
        "none of its 1 entries is about the certificate",
        OcspResponses.about(LEAF.certificate(), TestPki.rsaIntermediate()).by(responder().make()));
    Identity namesake =
        TestPki.issue().subject("CN=Gasket Test EC Intermediate").selfSigned().authority().make();
    refused(
        "none of its 1 entries is about the certificate",
        OcspResponses.about(LEAF.certificate(), namesake).by(responder().make()));
  }

  @Test
  @DisplayName("thisUpdate and nextUpdate by the trust's clock, five minutes either way")
  void time() {
    Duration skew = Duration.ofMinutes(5);
    accepted(about().holding(now.plus(skew).minusSeconds(1), now.plusSeconds(900)));
    refused("this side's clock says", about().holding(now.plus(skew).plusSeconds(2), null));
    Instant begin = now.minusSeconds(7200);
    accepted(about().holding(begin, now.minus(skew).plusSeconds(2)));
    refused("it held until", about().holding(begin, now.minus(skew).minusSeconds(1)));
    byte[] late = about().holding(begin, now.minusSeconds(2)).make();
    assertFails(
        Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
        Reason.BAD_CERTIFICATE_STATUS,
        () -> OcspVerifier.standard().withSkew(Duration.ZERO).verify(chain, late));
  }

  @Test
  @DisplayName("without nextUpdate it holds for a day")
  void withoutNextUpdate() {
    accepted(about().holding(now.minus(Duration.ofHours(23)), null));
    refused("it held until", about().holding(now.minus(Duration.ofHours(25)), null));
  }

  @Test
  @DisplayName("RFC 6960 4.2.2.2: a responder whom the issuer did not let speak for it")
  void responders() {
    Identity other = TestPki.rsaIntermediate();
    refused("was not issued by CN=Gasket Test EC", about().by(responder().issuer(other).make()));
    refused("id-kp-OCSPSigning", about().by(responder().extendedKeyUsage().make()));
    refused(
        "id-kp-OCSPSigning",
        about().by(responder().extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage).make()));
    refused("id-kp-OCSPSigning", about().by(responder().keyUsage(KeyUsage.keyAgreement).make()));
    refused(
        "valid now",
        about().by(responder().validity(now.minusSeconds(99), now.minusSeconds(9)).make()));
    refused(
        "neither the certificate's issuer", about().by(responder().make()).withoutCertificate());
    refused(
        "signed with SHA1withECDSA", about().by(responder().signedWith("SHA1withECDSA").make()));
    refused("neither the certificate's issuer", about().by(TestPki.root()).withoutCertificate());
    Identity impostor =
        TestPki.issue().subject("CN=Gasket Test EC Intermediate").selfSigned().authority().make();
    refused("does not verify with the key", about().by(impostor));
    refused("verifies with its issuer's key", about().by(responder().issuer(impostor).make()));
  }

  @Test
  @DisplayName("signed with what the policy refuses")
  void signaturePolicy() {
    OcspResponses weak = about().algorithm("SHA1withECDSA");
    refused("the policy refuses SHA-1", weak);
    OcspVerifier lenient =
        OcspVerifier.standard()
            .withSignaturePolicy(SignaturePolicy.standard().allowing("SHA1withECDSA"));
    assertDoesNotThrow(() -> lenient.verify(chain, weak.make()));
  }

  @Test
  @DisplayName("an unknown critical extension")
  void criticalExtension() {
    for (boolean critical : new boolean[] {true, false}) {
      Extension extension =
          new Extension(
              new ASN1ObjectIdentifier("1.2.3.4"), critical, new DEROctetString(new byte[1]));
      OcspResponses response = about().extensions(new Extensions(extension));
      if (critical) {
        refused("critical extension 1.2.3.4", response);
      } else {
        accepted(response);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6})
  @DisplayName("the responder's errors, such as tryLater(3), are no answer")
  void responderErrors(int error) throws Exception {
    byte[] response = new OCSPRespBuilder().build(error, null).getEncoded();
    refused("the responder's error " + error, response);
  }

  @Test
  @DisplayName("cut at any byte, or with one more: bad_certificate_status_response")
  void resized() {
    byte[] response = about().by(responder().make()).make();
    for (int length = 0; length <= response.length + 1; length++) {
      if (length != response.length) {
        refused("", Arrays.copyOf(response, length));
      }
    }
  }

  @Test
  @DisplayName("any byte changed: refused, or still the same answer; never another exception")
  void changed() throws Exception {
    byte[] response = about().make();
    for (int at = 0; at < response.length; at++) {
      for (int value : new int[] {0, 0xff, response[at] + 1}) {
        byte[] changed = response.clone();
        changed[at] = (byte) value;
        try {
          judge(changed);
        } catch (TlsFailure failure) {
          assertEquals(Reason.BAD_CERTIFICATE_STATUS, failure.reason(), failure::toString);
        }
      }
    }
  }

  @Test
  @DisplayName("a pinned leaf has no issuer whose word would count")
  void pinned() throws Exception {
    VerifiedChain pinned =
        Trust.anchors(LEAF.certificate())
            .verify(Presenting.server(LEAF.certificate(), ISSUER.certificate()));
    byte[] response = about().make();
    TlsFailure failure =
        assertThrows(TlsFailure.class, () -> OcspVerifier.standard().verify(pinned, response));
    assertSays(failure.detail(), "no issuer of the certificate is trusted");
    assertDoesNotThrow(() -> Stapling.CHECKED.judge(pinned, new byte[] {1}));
    assertThrows(TlsFailure.class, () -> Stapling.REQUIRED.judge(pinned, response));
  }

  private static OcspResponses about() {
    return OcspResponses.about(LEAF.certificate(), ISSUER);
  }

  private static CertificateBuilder responder() {
    return TestPki.issue()
        .subject("CN=Responder")
        .issuer(ISSUER)
        .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning);
  }

  private void accepted(OcspResponses response) {
    assertDoesNotThrow(() -> judge(response.make()));
  }

  private void refused(String phrase, OcspResponses response) {
    refused(phrase, response.make());
  }

  private void refused(String phrase, byte[] response) {
    TlsFailure failure =
        assertFails(
            Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
            Reason.BAD_CERTIFICATE_STATUS,
            () -> judge(response));
    assertSays(failure.detail(), "stapled to certificate 1 of 2", phrase, "fetch a new response");
  }

  private void judge(byte[] response) throws TlsFailure {
    OcspVerifier.standard().verify(chain, response);
  }
}
