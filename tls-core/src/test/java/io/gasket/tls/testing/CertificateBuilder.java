package io.gasket.tls.testing;

import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates of any shape for tests; see {@link TestPki#issue()} for what it starts from.
 * Not thread-safe.
 */
public final class CertificateBuilder {
  private record ExtraExtension(String oid, boolean critical, ASN1Encodable value) {}

  private static final SecureRandom RANDOM = new SecureRandom();

  private String subject = "CN=leaf";
  private Identity issuer;
  private boolean selfSigned;
  private KeyPair keys;
  private BigInteger serial = new BigInteger(120, RANDOM).setBit(119);
  private Instant notBefore = Instant.now().minus(1, ChronoUnit.DAYS);
  private Instant notAfter = Instant.now().plus(3650, ChronoUnit.DAYS);
  private BasicConstraints basicConstraints;
  private Integer keyUsage = KeyUsage.digitalSignature;
  private KeyPurposeId[] purposes = {};
  private String signatureAlgorithm;
  private final List<GeneralName> names = new ArrayList<>();
  private final List<GeneralSubtree> permitted = new ArrayList<>();
  private final List<GeneralSubtree> excluded = new ArrayList<>();
  private final List<ExtraExtension> extras = new ArrayList<>();

  CertificateBuilder() {}

  /** The subject's distinguished name, for example {@code CN=leaf,O=Tests}; may be empty. */
  public CertificateBuilder subject(String distinguishedName) {
    this.subject = distinguishedName;
    return this;
  }

  /** Who signs. */
  public CertificateBuilder issuer(Identity authority) {
    this.issuer = authority;
    return this;
  }

  /** Signed by its own key, with its subject as issuer. */
  public CertificateBuilder selfSigned() {
    this.selfSigned = true;
    return this;
  }

  /** A new key of a kind. */
  public CertificateBuilder key(KeyKind kind) {
    return key(kind.newKeyPair());
  }

  /** A given key. */
  public CertificateBuilder key(KeyPair pair) {
    this.keys = pair;
    return this;
  }

  /** The serial number; random unless set. */
  public CertificateBuilder serial(BigInteger number) {
    this.serial = number;
    return this;
  }

  /** The time of validity. */
  public CertificateBuilder validity(Instant from, Instant to) {
    this.notBefore = from;
    this.notAfter = to;
    return this;
  }

  /** Adds dNSName alternative names, as they are. */
  public CertificateBuilder dns(String... hosts) {
    Stream.of(hosts).map(h -> new GeneralName(GeneralName.dNSName, h)).forEach(names::add);
    return this;
  }

  /** Adds iPAddress alternative names, IPv4 or IPv6 in text form. */
  public CertificateBuilder ip(String... addresses) {
    Stream.of(addresses).map(a -> new GeneralName(GeneralName.iPAddress, a)).forEach(names::add);
    return this;
  }

  /** Adds alternative names of any kind. */
  public CertificateBuilder alternativeNames(GeneralName... any) {
    names.addAll(List.of(any));
    return this;
  }

  /** The purposes of extendedKeyUsage; none leaves the extension out. */
  public CertificateBuilder extendedKeyUsage(KeyPurposeId... ids) {
    this.purposes = ids.clone();
    return this;
  }

  /** The bits of keyUsage, of {@link KeyUsage}. */
  public CertificateBuilder keyUsage(int bits) {
    this.keyUsage = bits;
    return this;
  }

  /** Without keyUsage. */
  public CertificateBuilder noKeyUsage() {
    this.keyUsage = null;
    return this;
  }

  /** A CA without a path length: basicConstraints and the fitting keyUsage. */
  public CertificateBuilder authority() {
    this.basicConstraints = new BasicConstraints(true);
    return keyUsage(TestPki.AUTHORITY_USAGE);
  }

  /** A CA with a path length: basicConstraints and the fitting keyUsage. */
  public CertificateBuilder authority(int pathLength) {
    this.basicConstraints = new BasicConstraints(pathLength);
    return keyUsage(TestPki.AUTHORITY_USAGE);
  }

  /** The basicConstraints extension alone; null leaves it out. */
  public CertificateBuilder basicConstraints(BasicConstraints constraints) {
    this.basicConstraints = constraints;
    return this;
  }

  /** Adds dNSName subtrees to which name constraints restrict what is below. */
  public CertificateBuilder permitDns(String... subtrees) {
    Stream.of(subtrees).map(CertificateBuilder::subtree).forEach(permitted::add);
    return this;
  }

  /** Adds dNSName subtrees that name constraints exclude below. */
  public CertificateBuilder excludeDns(String... subtrees) {
    Stream.of(subtrees).map(CertificateBuilder::subtree).forEach(excluded::add);
    return this;
  }

  /** Adds any other extension. */
  public CertificateBuilder extension(String oid, boolean critical, ASN1Encodable value) {
    extras.add(new ExtraExtension(oid, critical, value));
    return this;
  }

  /**
   * The issuer's signature algorithm by name, for example SHA1withRSA, MD2withRSA or
   * SHA256withRSAandMGF1.
   */
  public CertificateBuilder signedWith(String algorithm) {
    this.signatureAlgorithm = algorithm;
    return this;
  }

  /** Makes the certificate. */
  public Identity make() {
    if (keys == null) {
      key(KeyKind.EC_P256);
    }
    if (issuer == null && !selfSigned) {
      issuer = TestPki.intermediate();
    }
    X500Name name = new X500Name(subject);
    PrivateKey signingKey = selfSigned ? keys.getPrivate() : issuer.key();
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            selfSigned
                ? name
                : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
            serial,
            Date.from(notBefore),
            Date.from(notAfter),
            name,
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    try {
      addExtensions(builder);
      String algorithm =
          signatureAlgorithm == null ? defaultAlgorithm(signingKey) : signatureAlgorithm;
      JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm);
      if (algorithm.endsWith("MGF1")) {
        // The JDK has no such names; it wants RSASSA-PSS with parameters apart.
        signer.setProvider(new BouncyCastleProvider());
      }
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer.build(signingKey)));
      return new Identity(chain(certificate), keys.getPrivate());
    } catch (IOException | OperatorCreationException | CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addExtensions(X509v3CertificateBuilder builder) throws IOException {
    if (basicConstraints != null) {
      builder.addExtension(Extension.basicConstraints, true, basicConstraints);
    }
    if (keyUsage != null) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
    }
    if (purposes.length > 0) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }
    if (!names.isEmpty()) {
      // RFC 5280 4.2.1.6: critical when the subject is empty.
      builder.addExtension(
          Extension.subjectAlternativeName,
          subject.isEmpty(),
          new GeneralNames(names.toArray(GeneralName[]::new)));
    }
    if (!permitted.isEmpty() || !excluded.isEmpty()) {
      builder.addExtension(
          Extension.nameConstraints,
          true,
          new NameConstraints(subtrees(permitted), subtrees(excluded)));
    }
    for (ExtraExtension extra : extras) {
      builder.addExtension(new ASN1ObjectIdentifier(extra.oid()), extra.critical(), extra.value());
    }
  }

  private List<X509Certificate> chain(X509Certificate certificate) {
    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
    if (!selfSigned) {
      // The root is left out of what is sent, as RFC 5246 7.4.2 permits.
      issuer.chain().stream()
          .filter(c -> !c.getIssuerX500Principal().equals(c.getSubjectX500Principal()))
          .forEach(chain::add);
    }
    return List.copyOf(chain);
  }

  private static String defaultAlgorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      case "RSASSA-PSS" -> "SHA256withRSAandMGF1";
      default -> "Ed25519";
    };
  }

  private static GeneralSubtree subtree(String dns) {
    return new GeneralSubtree(new GeneralName(GeneralName.dNSName, dns));
  }

  private static GeneralSubtree[] subtrees(List<GeneralSubtree> list) {
    return list.isEmpty() ? null : list.toArray(GeneralSubtree[]::new);
  }
}
