package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.assertSays;
import static io.gasket.tls.trust.Presenting.leaf;
import static io.gasket.tls.trust.Presenting.refusal;
import static io.gasket.tls.trust.Presenting.server;
import static io.gasket.tls.trust.Presenting.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.CertificateBuilder;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import java.time.Instant;
import java.time.InstantSource;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Time and the constraints of authorities: RFC 5280 4.1.2.5, 4.2.1 and 6.1. */
class TrustConstraintsTest {
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2021-01-01T00:00:00Z");

  private static CertificateBuilder authority() {
    return TestPki.issue().subject("CN=The Authority").issuer(TestPki.root()).authority();
  }

  private static Trust at(Instant now) {
    return trust().withClock(InstantSource.fixed(now));
  }

  @Test
  @DisplayName("an expired leaf: certificate_expired, with both times")
  void refusesExpiredLeaf() {
    Identity expired = leaf().validity(FROM, TO).make();
    Instant now = Instant.now();

    String detail =
        refusal(Alert.CERTIFICATE_EXPIRED, Reason.CERTIFICATE_EXPIRED, at(now), server(expired));

    assertSays(
        detail,
        "certificate 1 of 2 (CN=The Leaf) expired at 2021-01-01T00:00:00Z",
        "clock says " + now,
        "renew it");
  }

  @Test
  @DisplayName("an expired intermediate: certificate_expired, which names the intermediate")
  void refusesExpiredIntermediate() {
    Identity above = authority().validity(FROM, TO).make();

    String detail =
        refusal(
            Alert.CERTIFICATE_EXPIRED,
            Reason.CERTIFICATE_EXPIRED,
            trust(),
            server(leaf().issuer(above).make()));

    assertSays(detail, "certificate 2 of 2 (CN=The Authority) expired");
  }

  @Test
  @DisplayName("RFC 5246 7.2.2: not valid yet is certificate_expired too, with a reason of its own")
  void refusesNotYetValid() {
    Instant soon = Instant.now().plusSeconds(7_200);
    Identity early = leaf().validity(soon, soon.plusSeconds(1)).make();

    String detail =
        refusal(
            Alert.CERTIFICATE_EXPIRED, Reason.CERTIFICATE_NOT_YET_VALID, trust(), server(early));

    assertSays(detail, "certificate 1 of 2 (CN=The Leaf) is valid from");
  }

  @Test
  @DisplayName("the time is the injected clock's")
  void usesInjectedClock() throws TlsFailure {
    Instant now = Instant.now().plusSeconds(100_000);
    Identity later = leaf().validity(now.minusSeconds(10), now.plusSeconds(10)).make();

    assertEquals(3, at(now).verify(server(later)).path().size());
    refusal(
        Alert.CERTIFICATE_EXPIRED,
        Reason.CERTIFICATE_EXPIRED,
        at(now.plusSeconds(20)),
        server(later));
    refusal(
        Alert.CERTIFICATE_EXPIRED,
        Reason.CERTIFICATE_NOT_YET_VALID,
        at(now.minusSeconds(20)),
        server(later));
  }

  @Test
  @DisplayName("basicConstraints: an issuer that is no authority")
  void refusesNonAuthority() {
    Identity notAuthority = authority().basicConstraints(null).make();

    assertSays(
        constraintBroken(leaf().issuer(notAuthority).make()),
        "certificate 2 of 2 (CN=The Authority) breaks a rule",
        "not a CA");
  }

  @Test
  @DisplayName("basicConstraints: a path longer than pathLenConstraint")
  void refusesPathTooLong() {
    Identity above = authority().authority(0).make();
    Identity between = TestPki.issue().subject("CN=Between").issuer(above).authority().make();

    assertSays(
        constraintBroken(leaf().issuer(between).make()),
        "certificate 2 of 3 (CN=Between)",
        "pathLenConstraint violated");
  }

  @Test
  @DisplayName(
      "nameConstraints: a name outside the permitted subtrees, and one inside the excluded")
  void refusesForeignNames() {
    Identity elsewhere = authority().permitDns("example.net").make();
    Identity barred = authority().excludeDns("example.org").make();

    assertSays(constraintBroken(leaf().issuer(elsewhere).make()), "name constraints");
    assertSays(constraintBroken(leaf().issuer(barred).make()), "name constraints");
  }

  @Test
  @DisplayName("nameConstraints: a name inside the permitted subtrees is fine")
  void acceptsPermittedName() throws TlsFailure {
    Identity home = authority().permitDns("example.org").make();

    assertEquals(3, trust().verify(server(leaf().issuer(home).make())).path().size());
  }

  @Test
  @DisplayName("nameConstraints that cannot be read are not taken for absent, critical or not")
  void refusesMalformedNameConstraints() {
    Identity above =
        authority()
            .extension(Extensions.NAME_CONSTRAINTS, false, new DEROctetString(new byte[] {1}))
            .make();

    String detail =
        refusal(
            Alert.BAD_CERTIFICATE,
            Reason.MALFORMED_CERTIFICATE,
            trust(),
            server(leaf().issuer(above).make()));

    assertSays(detail, "certificate 2 of 2 (CN=The Authority) has an extension");
  }

  @Test
  @DisplayName("a critical extension that nobody knows: unsupported_certificate")
  void refusesUnknownCriticalExtension() {
    Identity odd = leaf().extension("1.2.3.4.5", true, DERNull.INSTANCE).make();

    String detail =
        refusal(Alert.UNSUPPORTED_CERTIFICATE, Reason.CHAIN_CONSTRAINT, trust(), server(odd));

    assertSays(detail, "certificate 1 of 2 (CN=The Leaf)", "critical extension");
  }

  @Test
  @DisplayName("keyUsage: an authority that may not sign certificates")
  void refusesAuthorityWithoutKeyCertSign() {
    Identity above = authority().keyUsage(KeyUsage.cRLSign).make();

    String detail =
        refusal(
            Alert.UNSUPPORTED_CERTIFICATE,
            Reason.BAD_KEY_USAGE,
            trust(),
            server(leaf().issuer(above).make()));

    assertSays(detail, "certificate 2 of 2 (CN=The Authority)", "keyCertSign");
  }

  @Test
  @DisplayName("keyUsage: an anchor that may not sign certificates")
  void refusesAnchorWithoutKeyCertSign() {
    Identity anchor =
        TestPki.issue()
            .subject("CN=Unable")
            .selfSigned()
            .authority()
            .keyUsage(KeyUsage.cRLSign)
            .make();

    refusal(
        Alert.BAD_CERTIFICATE,
        Reason.CHAIN_CONSTRAINT,
        Trust.anchors(anchor.certificate()),
        server(leaf().issuer(anchor).make()));
  }

  private static String constraintBroken(Identity below) {
    return refusal(Alert.BAD_CERTIFICATE, Reason.CHAIN_CONSTRAINT, trust(), server(below));
  }
}
