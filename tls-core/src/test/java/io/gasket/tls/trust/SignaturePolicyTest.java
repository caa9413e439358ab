package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.HOST;
import static io.gasket.tls.trust.Presenting.assertSays;
import static io.gasket.tls.trust.Presenting.leaf;
import static io.gasket.tls.trust.Presenting.refusal;
import static io.gasket.tls.trust.Presenting.root;
import static io.gasket.tls.trust.Presenting.server;
import static io.gasket.tls.trust.Presenting.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C1, C2: which signatures of a chain are judged, by which rule, and how a refusal reads. */
class SignaturePolicyTest {
  private static final Identity RSA_ROOT = TestPki.rsaRoot();
  private static final Identity EC_ROOT = TestPki.root();

  private static Identity under(Identity root, String algorithm) {
    return leaf().issuer(root).signedWith(algorithm).make();
  }

  private static String refused(Trust trust, PresentedChain presented) {
    return refusal(
        Alert.UNSUPPORTED_CERTIFICATE, Reason.REFUSED_SIGNATURE_ALGORITHM, trust, presented);
  }

  @ParameterizedTest
  @CsvSource({
    "MD2withRSA, 1.2.840.113549.1.1.2, MD2",
    "MD5withRSA, 1.2.840.113549.1.1.4, MD5",
    "SHA1withRSA, 1.2.840.113549.1.1.5, SHA-1",
    "SHA1withRSAandMGF1, 1.2.840.113549.1.1.10, SHA-1"
  })
  @DisplayName("C1, C2: a broken hash in a leaf: alert 43, which names all there is to know")
  void refusesBrokenLeaf(String algorithm, String oid, String hash) {
    String detail = refused(trust(), server(under(RSA_ROOT, algorithm)));

    assertEquals(
        "certificate 1 of 1 (CN=The Leaf) is signed with "
            + algorithm
            + " ("
            + oid
            + "); the policy refuses "
            + hash
            + ", for which collisions can be made; reissue it with SHA-256, or allow it with"
            + " SignaturePolicy.allowing(\""
            + algorithm
            + "\")",
        detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD2withRSA", "MD5withRSA", "SHA1withRSA"})
  @DisplayName("C1, C2: a broken hash in an intermediate: alert 43, which names the intermediate")
  void refusesBrokenIntermediate(String algorithm) {
    Identity old =
        TestPki.issue()
            .subject("CN=Old Intermediate")
            .issuer(RSA_ROOT)
            .authority()
            .signedWith(algorithm)
            .make();
    PresentedChain presented = server(leaf().issuer(old).make());

    assertSays(
        refused(trust(), presented),
        "certificate 2 of 2 (CN=Old Intermediate) is signed with " + algorithm);
  }

  @Test
  @DisplayName("C1: SHA-1 with ECDSA is refused as well")
  void refusesSha1Ecdsa() {
    assertSays(
        refused(trust(), server(under(EC_ROOT, "SHA1withECDSA"))),
        "SHA1withECDSA (1.2.840.10045.4.1); the policy refuses SHA-1");
  }

  @Test
  @DisplayName("C1: a hash that is not broken but not among the accepted ones is refused")
  void refusesSha224() {
    assertSays(
        refused(trust(), server(under(EC_ROOT, "SHA224withECDSA"))),
        "SHA224withECDSA (1.2.840.10045.4.3.1); the policy accepts only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD2withRSA", "MD5withRSA", "SHA1withRSA"})
  @DisplayName("C1: an anchor's own signature is not judged, presented or not")
  void acceptsBrokenAnchor(String algorithm) throws TlsFailure {
    Identity ancient =
        TestPki.issue()
            .subject("CN=Ancient Root")
            .key(KeyKind.RSA_2048)
            .selfSigned()
            .authority()
            .signedWith(algorithm)
            .make();
    X509Certificate good = leaf().issuer(ancient).make().certificate();
    Trust trust = Trust.anchors(ancient.certificate());

    assertEquals(2, trust.verify(server(good)).path().size());
    assertEquals(2, trust.verify(server(good, ancient.certificate())).path().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHA256withRSA",
        "SHA384withRSA",
        "SHA512withRSA",
        "SHA256withRSAandMGF1",
        "SHA384withRSAandMGF1",
        "SHA512withRSAandMGF1"
      })
  @DisplayName(
      "C1: RSA PKCS#1 and RSASSA-PSS with SHA-2 are accepted, when their scheme was offered")
  void acceptsRsa(String algorithm) throws TlsFailure {
    acceptsWhenOffered(under(RSA_ROOT, algorithm));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA"})
  @DisplayName("C1: ECDSA with SHA-2 is accepted whatever the curve, when its hash was offered")
  void acceptsEcdsa(String algorithm) throws TlsFailure {
    acceptsWhenOffered(under(EC_ROOT, algorithm));
  }

  @Test
  @DisplayName("C1: Ed25519 is accepted, when offered")
  void acceptsEd25519() throws TlsFailure {
    Identity root = root("CN=Edwards", KeyKind.ED25519);
    Identity signed = leaf().issuer(root).make();
    Trust trust = Trust.anchors(root.certificate());
    assertEquals(2, trust.verify(server(signed)).path().size());
    refused(trust, offering(signed, SignatureScheme.ECDSA_SECP256R1_SHA256));
  }

  /**
   * Accepted with all schemes offered; refused when exactly those that say its pair are missing.
   */
  private static void acceptsWhenOffered(Identity signed) throws TlsFailure {
    assertEquals(2, trust().verify(server(signed)).path().size());
    List<SignatureScheme> said = CertificateSignature.of(signed.certificate()).schemes();
    for (SignatureScheme one : said) {
      assertEquals(2, trust().verify(offering(signed, one)).path().size());
    }
    SignatureScheme[] others =
        SignatureScheme.all().stream()
            .filter(scheme -> !said.contains(scheme))
            .toArray(SignatureScheme[]::new);
    assertSays(
        refused(trust(), offering(signed, others)),
        said.get(0).rfcName(),
        "is not among the signature_algorithms that this side sent",
        "RFC 5246 7.4.2");
  }

  private static PresentedChain offering(Identity signed, SignatureScheme... offered) {
    return new PresentedChain(signed.chain(), PeerRole.SERVER, HOST, List.of(offered));
  }

  @Test
  @DisplayName(
      "RFC 5246 7.4.1.4.1: a PSS signature in a certificate goes with both kinds of PSS scheme")
  void matchesBothPssKinds() {
    assertEquals(
        List.of(SignatureScheme.RSA_PSS_RSAE_SHA384, SignatureScheme.RSA_PSS_PSS_SHA384),
        CertificateSignature.of(under(RSA_ROOT, "SHA384withRSAandMGF1").certificate()).schemes());
  }

  @Test
  @DisplayName("nothing offered, nothing to be held against: the policy alone decides")
  void emptyOffer() throws TlsFailure {
    assertEquals(2, trust().verify(offering(under(EC_ROOT, "SHA512withECDSA"))).path().size());
    refused(trust(), offering(under(EC_ROOT, "SHA1withECDSA")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1withRSA", "sha1WITHrsa", "1.2.840.113549.1.1.5"})
  @DisplayName("C1: one algorithm more can be allowed, by name or identifier, and only that one")
  void allowsOneMore(String algorithm) throws TlsFailure {
    Trust lenient = trust().withSignaturePolicy(SignaturePolicy.standard().allowing(algorithm));

    assertEquals(2, lenient.verify(server(under(RSA_ROOT, "SHA1withRSA"))).path().size());
    refused(lenient, server(under(RSA_ROOT, "MD5withRSA")));
    refused(lenient, server(under(EC_ROOT, "SHA1withECDSA")));
  }

  @Test
  @DisplayName("an algorithm that does not exist cannot be allowed")
  void refusesUnknownName() {
    SignaturePolicy policy = SignaturePolicy.standard();
    assertThrows(IllegalArgumentException.class, () -> policy.allowing("SHA1withRSSA"));
  }

  @Test
  @DisplayName("C2: when the JDK refuses what the policy allows, the detail names its property")
  void namesTheJdksProperty() {
    Trust lenient = trust().withSignaturePolicy(SignaturePolicy.standard().allowing("MD5withRSA"));

    assertSays(
        refused(lenient, server(under(RSA_ROOT, "MD5withRSA"))),
        "certificate 1 of 1 (CN=The Leaf), signed with MD5withRSA (1.2.840.113549.1.1.4)",
        "passes the signature policy",
        "jdk.certpath.disabledAlgorithms",
        "now \"MD2, MD5");
  }

  @Test
  @DisplayName("C1: RSASSA-PSS parameters out of the usual are refused, and say what is odd")
  void refusesOddPssParameters() throws Exception {
    Identity shortSalt = pss(MGF1ParameterSpec.SHA256, 20);
    Identity otherMask = pss(MGF1ParameterSpec.SHA1, 32);

    assertSays(refused(trust(), server(shortSalt)), "its salt is 20 bytes", "SHA-256");
    assertSays(refused(trust(), server(otherMask)), "its mask generation function");
    Trust lenient =
        trust()
            .withSignaturePolicy(
                SignaturePolicy.standard().allowing(CertificateSignature.RSASSA_PSS));
    assertEquals(2, lenient.verify(server(shortSalt)).path().size());
  }

  /**
   * A leaf for {@link Presenting#HOST}'s path alone, signed by the RSA root with these parameters.
   */
  private static Identity pss(MGF1ParameterSpec mask, int salt) throws Exception {
    Identity model = leaf().make();
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            X500Name.getInstance(RSA_ROOT.certificate().getSubjectX500Principal().getEncoded()),
            BigInteger.TEN,
            Date.from(now.minusSeconds(60)),
            Date.from(now.plusSeconds(3_600)),
            new X500Name("CN=The Leaf"),
            model.certificate().getPublicKey());
    builder.copyAndAddExtension(
        new ASN1ObjectIdentifier(Extensions.SUBJECT_ALT_NAME), false, model.certificate());
    X509Certificate certificate =
        new JcaX509CertificateConverter().getCertificate(builder.build(new PssSigner(mask, salt)));
    return new Identity(List.of(certificate), model.key());
  }

  /**
   * Signs by the JDK, which makes PSS signatures with parameters that no algorithm name stands for.
   */
  private static final class PssSigner implements ContentSigner {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final PSSParameterSpec parameters;

    PssSigner(MGF1ParameterSpec mask, int salt) {
      parameters = new PSSParameterSpec("SHA-256", "MGF1", mask, salt, 1);
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      try {
        AlgorithmParameters encoder = AlgorithmParameters.getInstance("RSASSA-PSS");
        encoder.init(parameters);
        return new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSASSA_PSS, ASN1Primitive.fromByteArray(encoder.getEncoded()));
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public byte[] getSignature() {
      try {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(parameters);
        signature.initSign(RSA_ROOT.key());
        signature.update(content.toByteArray());
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
