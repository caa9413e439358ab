package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.assertSays;
import static io.gasket.tls.trust.Presenting.refusal;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Revocation lists that the application hands in (RFC 5280 5, 6.3). */
@DisplayName("Revocation lists at hand")
class RevocationListsTest {
  private static final Identity LEAF = TestPki.serverIdentity(KeyKind.EC_P256);
  private static final Identity ISSUER = TestPki.intermediate();
  private static final Identity ROOT = TestPki.root();

  private final Instant now = Instant.now();

  /** A list to be made: what it holds, and its signer when that is not its issuer. */
  private final class Crl {
    private final X509v2CRLBuilder builder;
    private Identity signer;
    private String algorithm = "SHA256withECDSA";

    Crl(Identity issuer, Instant from) {
      this.signer = issuer;
      this.builder = new JcaX509v2CRLBuilder(issuer.certificate(), Date.from(from));
    }

    Crl until(Instant end) {
      builder.setNextUpdate(Date.from(end));
      return this;
    }

    Crl listing(BigInteger serial) {
      builder.addCRLEntry(serial, Date.from(now.minusSeconds(60)), CRLReason.keyCompromise);
      return this;
    }

    Crl with(Extension extension) throws Exception {
      builder.addExtension(extension);
      return this;
    }

    Crl signedBy(Identity other) {
      signer = other;
      return this;
    }

    Crl algorithm(String name) {
      algorithm = name;
      return this;
    }

    X509CRL make() throws Exception {
      return new JcaX509CRLConverter()
          .getCRL(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.key())));
    }
  }

  @Test
  @DisplayName("a revoked leaf, a revoked authority: certificate_revoked, naming which and why")
  void revoked() throws Exception {
    assertSays(
        refused(trust(current(ISSUER).listing(serial(LEAF)))),
        "certificate 1 of 2 (O=Gasket Tests,OU=EC_P256,CN=localhost)",
        "was revoked at",
        "KEY_COMPROMISE",
        "CRL of CN=Gasket Test EC Intermediate");
    assertSays(
        refused(trust(current(ROOT).listing(serial(ISSUER)))),
        "certificate 2 of 2 (CN=Gasket Test EC Intermediate)",
        "CRL of CN=Gasket Test EC Root");
  }

  @Test
  @DisplayName("where there are lists, or one is required, no chain is remembered")
  void notRemembered() throws Exception {
    List<byte[]> der = new ArrayList<>();
    for (X509Certificate certificate : LEAF.chain()) {
      der.add(certificate.getEncoded());
    }
    for (Trust trust :
        List.of(
            trust(current(ISSUER)),
            trust(current(ISSUER), current(ROOT)).requireRevocationInformation())) {
      VerifiedChain first =
          trust.verify(der, PeerRole.SERVER, Presenting.HOST, SignatureScheme.all());
      VerifiedChain second =
          trust.verify(der, PeerRole.SERVER, Presenting.HOST, SignatureScheme.all());
      assertNotSame(first.path(), second.path());
    }
  }

  @Test
  @DisplayName("a serial number is revoked by its own issuer alone")
  void otherIssuer() throws Exception {
    accepted(trust(current(ROOT).listing(serial(LEAF)), current(ISSUER).listing(serial(ISSUER))));
  }

  @Test
  @DisplayName("what is listed is revoked in a list however old")
  void oldList() throws Exception {
    Crl old = new Crl(ISSUER, now.minusSeconds(999)).until(now.minusSeconds(99));
    refused(trust(old.listing(serial(LEAF))));
  }

  @Test
  @DisplayName(
      "a list that its issuer did not sign, may not sign, or signed weakly, counts for nothing")
  void unsigned() throws Exception {
    Crl forged = current(ISSUER).listing(serial(LEAF)).signedBy(LEAF);
    accepted(trust(forged));
    Crl weak = current(ISSUER).listing(serial(LEAF)).algorithm("SHA1withECDSA");
    accepted(trust(weak));
    refused(trust(weak).withSignaturePolicy(SignaturePolicy.standard().allowing("SHA1withECDSA")));
    Identity signsNoLists =
        TestPki.issue()
            .subject("CN=Signs no lists")
            .issuer(ROOT)
            .authority()
            .keyUsage(KeyUsage.keyCertSign)
            .make();
    Identity leaf = Presenting.leaf().issuer(signsNoLists).make();
    X509CRL list = current(signsNoLists).listing(serial(leaf)).make();
    assertDoesNotThrow(
        () -> Presenting.trust().withCrls(List.of(list)).verify(Presenting.server(leaf)));
  }

  @Test
  @DisplayName("unknown status passes, unless information is required: certificate_unknown")
  void required() throws Exception {
    accepted(Presenting.trust());
    unknown(Presenting.trust(), "certificate 1 of 2");
    unknown(trust(current(ISSUER)), "certificate 2 of 2");
    unknown(trust(current(ROOT)), "certificate 1 of 2");
    accepted(trust(current(ISSUER), current(ROOT)).requireRevocationInformation());
    refused(
        trust(current(ISSUER).listing(serial(LEAF)), current(ROOT)).requireRevocationInformation());
  }

  @Test
  @DisplayName("only a list of now tells that nothing was revoked, by the trust's clock")
  void times() throws Exception {
    Crl root = current(ROOT);
    unknown(trust(root, new Crl(ISSUER, now.minusSeconds(9)).until(now.minusSeconds(2))), "1 of 2");
    unknown(trust(root, new Crl(ISSUER, now.plusSeconds(9)).until(now.plusSeconds(99))), "1 of 2");
    unknown(trust(root, new Crl(ISSUER, now.minusSeconds(9))), "1 of 2");
    Trust later = trust(current(ISSUER), root).withClock(() -> now.plus(Duration.ofDays(3)));
    unknown(later, "1 of 2");
  }

  @Test
  @DisplayName("a list for a part of the certificates revokes, but clears none")
  void partial() throws Exception {
    Extension point =
        new Extension(
            Extension.issuingDistributionPoint,
            true,
            new IssuingDistributionPoint(null, true, false, null, false, false).getEncoded());
    refused(trust(current(ISSUER).with(point).listing(serial(LEAF))));
    unknown(trust(current(ISSUER).with(point), current(ROOT)), "1 of 2");
  }

  @Test
  @DisplayName("a delta CRL is refused when it is handed in")
  void delta() throws Exception {
    Extension base =
        new Extension(Extension.deltaCRLIndicator, true, new ASN1Integer(1).getEncoded());
    X509CRL delta = current(ISSUER).with(base).make();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Presenting.trust().withCrls(List.of(delta)));
    assertTrue(refused.getMessage().contains("2.5.29.27"), refused::getMessage);
  }

  @Test
  @DisplayName("the anchor itself and pinned leaves are not looked up")
  void pinned() throws Exception {
    X509CRL list = current(ISSUER).listing(serial(LEAF)).make();
    Trust pinned =
        Trust.anchors(LEAF.certificate()).withCrls(List.of(list)).requireRevocationInformation();
    accepted(pinned);
  }

  private Crl current(Identity issuer) {
    return new Crl(issuer, now.minusSeconds(3600)).until(now.plus(Duration.ofDays(2)));
  }

  private static BigInteger serial(Identity identity) {
    return identity.certificate().getSerialNumber();
  }

  private Trust trust(Crl... lists) throws Exception {
    List<X509CRL> made = new ArrayList<>();
    for (Crl list : lists) {
      made.add(list.make());
    }
    return Presenting.trust().withClock(() -> now).withCrls(made);
  }

  private void accepted(Trust trust) {
    List<X509Certificate> chain = LEAF.chain();
    assertDoesNotThrow(() -> trust.verify(Presenting.server(chain)));
  }

  private String refused(Trust trust) {
    return refusal(
        Alert.CERTIFICATE_REVOKED, Reason.CERTIFICATE_REVOKED, trust, Presenting.server(LEAF));
  }

  private void unknown(Trust trust, String label) {
    assertSays(
        refusal(
            Alert.CERTIFICATE_UNKNOWN,
            Reason.NO_REVOCATION_INFORMATION,
            trust.requireRevocationInformation(),
            Presenting.server(LEAF)),
        label,
        "Trust.withCrls");
  }
}
