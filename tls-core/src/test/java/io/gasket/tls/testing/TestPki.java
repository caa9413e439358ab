package io.gasket.tls.testing;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A small public key infrastructure in memory, made at first use and kept for the life of the JVM:
 * an EC and an RSA root, an intermediate under each, and server and client credentials of every
 * kind of key. Odd certificates come from {@link #issue()}.
 */
public final class TestPki {
  /**
   * The kinds of key a leaf can have. EC and Ed25519 leaves stand under the EC root, RSA ones under
   * the RSA root.
   */
  public enum KeyKind {
    EC_P256,
    EC_P384,
    EC_P521,
    ED25519,
    RSA_2048,
    RSA_PSS;

    /** A new key pair. */
    public KeyPair newKeyPair() {
      return switch (this) {
        case EC_P256 -> ecKeyPair("secp256r1");
        case EC_P384 -> ecKeyPair("secp384r1");
        case EC_P521 -> ecKeyPair("secp521r1");
        case ED25519 -> generate(() -> KeyPairGenerator.getInstance("Ed25519"));
        case RSA_2048 -> rsaKeyPair("RSA", 2048);
        case RSA_PSS -> rsaKeyPair("RSASSA-PSS", 2048);
      };
    }

    boolean isRsa() {
      return this == RSA_2048 || this == RSA_PSS;
    }
  }

  /**
   * A certificate with its key and the certificates above it.
   *
   * @param chain this certificate first; without the root, unless this is the root
   */
  public record Identity(List<X509Certificate> chain, PrivateKey key) {
    /** The certificate. */
    public X509Certificate certificate() {
      return chain.get(0);
    }

    /** As our credential. */
    public Credential credential() {
      try {
        return Credential.of(chain, key);
      } catch (CredentialException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * Writes the chain and the key (PKCS#8) as PEM files and gives back their paths, chain first.
     */
    public List<Path> writePem(Path folder, String name) {
      return List.of(
          TestPki.writePem(folder.resolve(name + ".crt"), chain),
          TestPki.writePem(folder.resolve(name + ".key"), key));
    }
  }

  private static final Map<String, Identity> IDENTITIES = new ConcurrentHashMap<>();

  private TestPki() {}

  /** The EC root authority (P-256). */
  public static Identity root() {
    return cached("EC root", () -> root("CN=Gasket Test EC Root", KeyKind.EC_P256));
  }

  /** The RSA root authority. */
  public static Identity rsaRoot() {
    return cached("RSA root", () -> root("CN=Gasket Test RSA Root", KeyKind.RSA_2048));
  }

  /** The EC authority under {@link #root()}, which issues all EC and Ed25519 leaves. */
  public static Identity intermediate() {
    Identity root = root();
    return cached(
        "EC intermediate",
        () -> intermediate("CN=Gasket Test EC Intermediate", KeyKind.EC_P256, root));
  }

  /** The RSA authority under {@link #rsaRoot()}, which issues all RSA and RSASSA-PSS leaves. */
  public static Identity rsaIntermediate() {
    Identity root = rsaRoot();
    return cached(
        "RSA intermediate",
        () -> intermediate("CN=Gasket Test RSA Intermediate", KeyKind.RSA_2048, root));
  }

  /**
   * Both roots' certificates: the trust anchors of everything {@link #server} and {@link #client}
   * give.
   */
  public static List<X509Certificate> anchors() {
    return List.of(root().certificate(), rsaRoot().certificate());
  }

  /**
   * A server's identity: localhost, example.org, www.example.org, *.wild.example.org, 127.0.0.1 and
   * ::1, for serverAuth. The chain is leaf and intermediate.
   */
  public static Identity serverIdentity(KeyKind kind) {
    Identity issuer = issuerOf(kind);
    return cached(
        "server " + kind,
        () ->
            issue()
                .subject("CN=localhost,OU=" + kind + ",O=Gasket Tests")
                .issuer(issuer)
                .key(kind)
                .dns("localhost", "example.org", "www.example.org", "*.wild.example.org")
                .ip("127.0.0.1", "::1")
                .extendedKeyUsage(KeyPurposeId.id_kp_serverAuth)
                .make());
  }

  /** A client's identity, for clientAuth. The chain is leaf and intermediate. */
  public static Identity clientIdentity(KeyKind kind) {
    Identity issuer = issuerOf(kind);
    return cached(
        "client " + kind,
        () ->
            issue()
                .subject("CN=client,OU=" + kind + ",O=Gasket Tests")
                .issuer(issuer)
                .key(kind)
                .extendedKeyUsage(KeyPurposeId.id_kp_clientAuth)
                .make());
  }

  /** {@link #serverIdentity} as a credential. */
  public static Credential server(KeyKind kind) {
    return serverIdentity(kind).credential();
  }

  /** {@link #clientIdentity} as a credential. */
  public static Credential client(KeyKind kind) {
    return clientIdentity(kind).credential();
  }

  /**
   * A certificate of one's own making. Unless told otherwise it is a P-256 leaf named CN=leaf
   * without alternative names, issued by {@link #intermediate()}, valid from a day ago for ten
   * years, with keyUsage digitalSignature, no extendedKeyUsage and no basicConstraints.
   */
  public static CertificateBuilder issue() {
    return new CertificateBuilder();
  }

  /** A new EC key pair on a curve of the JCA's name. */
  public static KeyPair ecKeyPair(String curve) {
    return generate(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec(curve));
          return generator;
        });
  }

  /**
   * A new RSA key pair of the JCA algorithm RSA or RSASSA-PSS; also of lengths that policy refuses.
   */
  public static KeyPair rsaKeyPair(String algorithm, int bits) {
    return generate(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
          generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
          return generator;
        });
  }

  /** Writes certificates as one PEM file and gives back its path. */
  public static Path writePem(Path file, List<X509Certificate> certificates) {
    List<String> blocks = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      try {
        blocks.add(pem("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return write(file, String.join("", blocks));
  }

  /** Writes a key as an unencrypted PKCS#8 PEM file and gives back its path. */
  public static Path writePem(Path file, PrivateKey key) {
    return write(file, pem("PRIVATE KEY", key.getEncoded()));
  }

  /** One PEM block (RFC 7468). */
  public static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(
            label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
  }

  static Identity issuerOf(KeyKind kind) {
    return kind.isRsa() ? rsaIntermediate() : intermediate();
  }

  private static Identity root(String subject, KeyKind kind) {
    return issue().subject(subject).key(kind).selfSigned().authority().make();
  }

  private static Identity intermediate(String subject, KeyKind kind, Identity root) {
    return issue().subject(subject).key(kind).issuer(root).authority(0).make();
  }

  private static Identity cached(String name, Supplier<Identity> maker) {
    return IDENTITIES.computeIfAbsent(name, n -> maker.get());
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface GeneratorSource {
    KeyPairGenerator generator() throws GeneralSecurityException;
  }

  private static KeyPair generate(GeneratorSource source) {
    try {
      return source.generator().generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keyUsage of an authority. */
  static final int AUTHORITY_USAGE = KeyUsage.keyCertSign | KeyUsage.cRLSign;
}
