package io.gasket.tls.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What the public key of a leaf says: its kind, its curve, the schemes it can make. Read from the
 * SubjectPublicKeyInfo itself, so that it does not depend on the classes of a security provider.
 *
 * @param curve the curve of an EC key, else empty
 * @param bits the length of an RSA modulus, else 0
 */
record LeafKey(KeyType type, Optional<NamedGroup> curve, int bits, List<SignatureScheme> schemes) {
  private static final int LEAST_RSA_BITS = 2048;
  private static final byte[] PROBE =
      "Does this key belong to this certificate?".getBytes(US_ASCII);

  static LeafKey of(String source, X509Certificate leaf) throws CredentialException {
    PublicKey key = leaf.getPublicKey();
    AlgorithmIdentifier algorithm =
        SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm();
    ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
    KeyType type =
        KeyAlgorithms.type(oid)
            .orElseThrow(
                () ->
                    new CredentialException(
                        source,
                        "certificate %s holds a key of the unsupported kind %s (%s); supported are EC, Ed25519, RSA and RSASSA-PSS"
                            .formatted(Credential.subject(leaf), key.getAlgorithm(), oid.getId())));
    return switch (type) {
      case EC -> {
        NamedGroup curve = curve(source, leaf, algorithm.getParameters());
        yield new LeafKey(type, Optional.of(curve), 0, ecdsaSchemes(curve));
      }
      case ED25519 -> new LeafKey(type, Optional.empty(), 0, List.of(SignatureScheme.ED25519));
      case RSA -> new LeafKey(type, Optional.empty(), rsaBits(source, leaf), rsaSchemes());
      case RSA_PSS ->
          new LeafKey(type, Optional.empty(), rsaBits(source, leaf), pssSchemes(source, leaf));
    };
  }

  /**
   * Proves that a private key is the one of the leaf by signing and verifying, which works for keys
   * in tokens too.
   */
  void checkOwner(String source, X509Certificate leaf, PrivateKey key) throws CredentialException {
    boolean owner;
    try {
      Signature signature = Signature.getInstance(probeAlgorithm());
      signature.initSign(key);
      // After initSign, which picks the provider: a token's key is not for the first provider of
      // the list.
      configure(signature);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      Signature verifier = Signature.getInstance(probeAlgorithm());
      verifier.initVerify(leaf.getPublicKey());
      configure(verifier);
      verifier.update(PROBE);
      owner = verifier.verify(signed);
    } catch (InvalidKeyException e) {
      throw new CredentialException(
          source,
          "the private key (%s) cannot sign for certificate %s (%s): it is another key, or no installed security provider can use it"
              .formatted(key.getAlgorithm(), Credential.subject(leaf), description()),
          e);
    } catch (GeneralSecurityException e) {
      throw new CredentialException(
          source, "a trial signature with the private key failed: " + e.getMessage(), e);
    }
    if (!owner) {
      throw new CredentialException(
          source,
          "the private key does not belong to certificate %s (%s); give the key that this certificate was issued for"
              .formatted(Credential.subject(leaf), description()));
    }
  }

  /** Kind and curve or length, for example {@code EC secp256r1} or {@code RSA 2048 bits}. */
  String description() {
    return switch (type) {
      case EC -> "EC " + curve.orElseThrow().rfcName();
      case ED25519 -> "Ed25519";
      case RSA -> "RSA " + bits + " bits";
      case RSA_PSS -> "RSASSA-PSS " + bits + " bits";
    };
  }

  private String probeAlgorithm() {
    return switch (type) {
      case EC -> "SHA256withECDSA";
      case ED25519 -> "Ed25519";
      case RSA -> "SHA256withRSA";
      case RSA_PSS -> "RSASSA-PSS";
    };
  }

  private void configure(Signature signature) throws GeneralSecurityException {
    if (type == KeyType.RSA_PSS) {
      HashAlgorithm hash = schemes.get(0).hash();
      signature.setParameter(
          new PSSParameterSpec(
              hash.algorithm(), "MGF1", new MGF1ParameterSpec(hash.algorithm()), hash.length(), 1));
    }
  }

  private static NamedGroup curve(String source, X509Certificate leaf, ASN1Encodable parameters)
      throws CredentialException {
    return KeyAlgorithms.curve(parameters)
        .orElseThrow(
            () ->
                new CredentialException(
                    source,
                    "the EC key of certificate %s is on %s; supported are secp256r1, secp384r1 and secp521r1, given by name"
                        .formatted(
                            Credential.subject(leaf),
                            parameters instanceof ASN1ObjectIdentifier oid
                                ? "curve " + oid.getId()
                                : "an unnamed curve")));
  }

  private static int rsaBits(String source, X509Certificate leaf) throws CredentialException {
    if (!(leaf.getPublicKey() instanceof RSAPublicKey rsa)) {
      throw new CredentialException(
          source,
          "the RSA key of certificate "
              + Credential.subject(leaf)
              + " cannot be read by the security providers");
    }
    int bits = rsa.getModulus().bitLength();
    if (bits < LEAST_RSA_BITS) {
      throw new CredentialException(
          source,
          "the RSA key of certificate %s has %d bits; at least %d are needed, or use an EC key"
              .formatted(Credential.subject(leaf), bits, LEAST_RSA_BITS));
    }
    return bits;
  }

  private static List<SignatureScheme> ecdsaSchemes(NamedGroup curve) {
    SignatureScheme matching = matchingScheme(curve);
    // A stable sort: the matching one comes first, the others keep their order.
    return schemes(s -> s.keyType() == KeyType.EC).stream()
        .sorted(Comparator.comparing(s -> s != matching))
        .toList();
  }

  private static SignatureScheme matchingScheme(NamedGroup curve) {
    return switch (curve) {
      case SECP384R1 -> SignatureScheme.ECDSA_SECP384R1_SHA384;
      case SECP521R1 -> SignatureScheme.ECDSA_SECP521R1_SHA512;
      default -> SignatureScheme.ECDSA_SECP256R1_SHA256;
    };
  }

  private static List<SignatureScheme> rsaSchemes() {
    return schemes(s -> s.keyType() == KeyType.RSA).stream()
        .sorted(Comparator.comparing(s -> !s.isPss()))
        .toList();
  }

  private static List<SignatureScheme> pssSchemes(String source, X509Certificate leaf)
      throws CredentialException {
    PSSParameterSpec limits = (PSSParameterSpec) ((RSAPublicKey) leaf.getPublicKey()).getParams();
    List<SignatureScheme> schemes =
        schemes(s -> s.keyType() == KeyType.RSA_PSS && allows(limits, s.hash()));
    if (schemes.isEmpty()) {
      throw new CredentialException(
          source,
          "the parameters in the RSASSA-PSS key of certificate %s (%s, MGF1 with %s, salt of at least %d bytes) allow none of the TLS schemes, which use one hash of SHA-256, SHA-384 or SHA-512 and a salt of its length"
              .formatted(
                  Credential.subject(leaf),
                  limits.getDigestAlgorithm(),
                  mgfHash(limits),
                  limits.getSaltLength()));
    }
    return schemes;
  }

  /**
   * RFC 4055 3.1: a key's parameters fix both hashes and the least length of the salt; TLS salts
   * are as long as the hash.
   */
  private static boolean allows(PSSParameterSpec limits, HashAlgorithm hash) {
    return limits == null
        || (limits.getDigestAlgorithm().equalsIgnoreCase(hash.algorithm())
            && mgfHash(limits).equalsIgnoreCase(hash.algorithm())
            && limits.getSaltLength() <= hash.length());
  }

  private static String mgfHash(PSSParameterSpec limits) {
    return limits.getMGFParameters() instanceof MGF1ParameterSpec mgf
        ? mgf.getDigestAlgorithm()
        : "none";
  }

  private static List<SignatureScheme> schemes(Predicate<SignatureScheme> which) {
    return SignatureScheme.all().stream().filter(which).toList();
  }
}
