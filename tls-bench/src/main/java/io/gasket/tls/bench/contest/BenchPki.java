package io.gasket.tls.bench.contest;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificates of all contestants, made once per JVM for each kind of key: a root, an authority
 * under it, and a server's and a client's certificate under that. Thread-safe.
 */
public final class BenchPki {
  /** The name in the server's certificate. */
  public static final String HOST = "server.example";

  /** The password of {@link #keys}. */
  private static final char[] PASSWORD = "benchmark".toCharArray();

  private static final Map<Setting.KeyKind, BenchPki> MADE = new EnumMap<>(Setting.KeyKind.class);

  private final Setting.KeyKind kind;
  private final Identity root;
  private final Identity server;
  private final Identity client;

  /**
   * A certificate and its key.
   *
   * @param chain this certificate, then the authority's
   */
  public record Identity(List<X509Certificate> chain, PrivateKey key) {
    /** The chain as an array. */
    public X509Certificate[] chainArray() {
      return chain.toArray(X509Certificate[]::new);
    }
  }

  private BenchPki(Setting.KeyKind kind) throws GeneralSecurityException, IOException {
    this.kind = kind;
    this.root = issue("CN=Benchmark root", null, null);
    Identity authority = issue("CN=Benchmark authority", root, null);
    this.server = issue("CN=" + HOST, authority, KeyPurposeId.id_kp_serverAuth);
    this.client = issue("CN=client", authority, KeyPurposeId.id_kp_clientAuth);
  }

  private BenchPki(Setting.KeyKind kind, Identity root, Identity server, Identity client) {
    this.kind = kind;
    this.root = root;
    this.server = server;
    this.client = client;
  }

  /**
   * Has a JVM use the certificates of another, which spares it their making.
   *
   * @param encoded by {@link #encoded}
   */
  public static synchronized void adopt(Setting.KeyKind kind, String encoded)
      throws GeneralSecurityException {
    String[] identities = encoded.split(" ", -1);
    MADE.put(
        kind,
        new BenchPki(
            kind,
            IdentityText.parse(identities[0], kind),
            IdentityText.parse(identities[1], kind),
            IdentityText.parse(identities[2], kind)));
  }

  /** All of it in one line, private keys included. */
  public String encoded() throws GeneralSecurityException {
    return IdentityText.of(root) + " " + IdentityText.of(server) + " " + IdentityText.of(client);
  }

  /** The certificates with one kind of key. */
  public static synchronized BenchPki of(Setting.KeyKind kind)
      throws GeneralSecurityException, IOException {
    BenchPki pki = MADE.get(kind);
    if (pki == null) {
      pki = new BenchPki(kind);
      MADE.put(kind, pki);
    }
    return pki;
  }

  /** The trust anchor. */
  public X509Certificate anchor() {
    return root.chain().get(0);
  }

  /** The server's. */
  public Identity server() {
    return server;
  }

  /** The client's. */
  public Identity client() {
    return client;
  }

  /** The JDK's PKIX trust in {@link #anchor}. */
  public TrustManagerFactory trust() throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("root", anchor());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
    trust.init(anchors);
    return trust;
  }

  /**
   * A key manager for one identity.
   *
   * @param keys of any make, not yet initialised
   */
  public static KeyManager[] keys(Identity identity, KeyManagerFactory keys)
      throws GeneralSecurityException, IOException {
    // PKCS12 would spend a cold JVM's time on the strength of the password.
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setKeyEntry("own", identity.key(), PASSWORD, identity.chainArray());
    keys.init(store, PASSWORD);
    return keys.getKeyManagers();
  }

  /** Without an issuer the root, without a purpose an authority. */
  private Identity issue(String subject, Identity issuer, KeyPurposeId purpose)
      throws GeneralSecurityException, IOException {
    KeyPair pair = keyPair();
    X500Name name = new X500Name(subject);
    X500Name issuerName =
        issuer == null
            ? name
            : X500Name.getInstance(issuer.chain().get(0).getSubjectX500Principal().getEncoded());
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuerName,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(365))),
            name,
            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            purpose == null ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
    if (purpose != null) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }
    if (KeyPurposeId.id_kp_serverAuth.equals(purpose)) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, HOST)));
    }
    String algorithm = kind == Setting.KeyKind.EC ? "SHA256withECDSA" : "SHA256withRSA";
    PrivateKey signer = issuer == null ? pair.getPrivate() : issuer.key();
    try {
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer)));
      boolean isLeaf = purpose != null;
      return new Identity(
          isLeaf ? List.of(certificate, issuer.chain().get(0)) : List.of(certificate),
          pair.getPrivate());
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private KeyPair keyPair() throws GeneralSecurityException {
    if (kind == Setting.KeyKind.RSA) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
