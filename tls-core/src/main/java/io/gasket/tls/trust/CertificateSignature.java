package io.gasket.tls.trust;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;

/**
 * The algorithm a certificate is signed with, told from its object identifier and parameters alone,
 * so that its name does not depend on what security providers are installed.
 *
 * @param oid the object identifier in dotted form
 * @param name the algorithm's name in the manner of the JCA, or the object identifier when it is
 *     not a known one
 * @param family the kind of signature
 * @param hash the hash that is signed, for example {@code SHA-256}; null when the family or the
 *     identifier names none
 * @param flaw what is wrong with the parameters, or null
 */
record CertificateSignature(String oid, String name, Family family, String hash, String flaw) {

  /** Kinds of signature. */
  enum Family {
    RSA_PKCS1,
    RSA_PSS,
    ECDSA,
    ED25519,
    OTHER
  }

  static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

  private static final Map<String, CertificateSignature> KNOWN =
      Map.ofEntries(
          known("1.2.840.113549.1.1.2", "MD2withRSA", Family.RSA_PKCS1, "MD2"),
          known("1.2.840.113549.1.1.3", "MD4withRSA", Family.RSA_PKCS1, "MD4"),
          known("1.2.840.113549.1.1.4", "MD5withRSA", Family.RSA_PKCS1, "MD5"),
          known("1.2.840.113549.1.1.5", "SHA1withRSA", Family.RSA_PKCS1, "SHA-1"),
          known("1.3.14.3.2.29", "SHA1withRSA", Family.RSA_PKCS1, "SHA-1"),
          known("1.2.840.113549.1.1.14", "SHA224withRSA", Family.RSA_PKCS1, "SHA-224"),
          known("1.2.840.113549.1.1.11", "SHA256withRSA", Family.RSA_PKCS1, "SHA-256"),
          known("1.2.840.113549.1.1.12", "SHA384withRSA", Family.RSA_PKCS1, "SHA-384"),
          known("1.2.840.113549.1.1.13", "SHA512withRSA", Family.RSA_PKCS1, "SHA-512"),
          known(RSASSA_PSS, "RSASSA-PSS", Family.RSA_PSS, null),
          known("1.2.840.10045.4.1", "SHA1withECDSA", Family.ECDSA, "SHA-1"),
          known("1.2.840.10045.4.3.1", "SHA224withECDSA", Family.ECDSA, "SHA-224"),
          known("1.2.840.10045.4.3.2", "SHA256withECDSA", Family.ECDSA, "SHA-256"),
          known("1.2.840.10045.4.3.3", "SHA384withECDSA", Family.ECDSA, "SHA-384"),
          known("1.2.840.10045.4.3.4", "SHA512withECDSA", Family.ECDSA, "SHA-512"),
          known("1.3.101.112", "Ed25519", Family.ED25519, null),
          known("1.3.101.113", "Ed448", Family.OTHER, null),
          known("1.2.840.10040.4.3", "SHA1withDSA", Family.OTHER, "SHA-1"),
          known("2.16.840.1.101.3.4.3.1", "SHA224withDSA", Family.OTHER, "SHA-224"),
          known("2.16.840.1.101.3.4.3.2", "SHA256withDSA", Family.OTHER, "SHA-256"));

  private static Map.Entry<String, CertificateSignature> known(
      String oid, String name, Family family, String hash) {
    return Map.entry(oid, new CertificateSignature(oid, name, family, hash, null));
  }

  /**
   * Whether {@code name} is the name of a known algorithm, or of an RSASSA-PSS one with its hash,
   * compared without case.
   */
  static boolean isKnownName(String name) {
    return name.matches("(?i)SHA\\d+withRSAandMGF1")
        || KNOWN.values().stream().anyMatch(known -> known.name.equalsIgnoreCase(name));
  }

  /** The algorithm of a certificate's own signature. */
  static CertificateSignature of(X509Certificate certificate) {
    return of(certificate.getSigAlgOID(), certificate.getSigAlgParams());
  }

  /**
   * The algorithm of an identifier.
   *
   * @param parameters DER, or null when there are none
   */
  static CertificateSignature of(String oid, byte[] parameters) {
    CertificateSignature known =
        KNOWN.getOrDefault(oid, new CertificateSignature(oid, oid, Family.OTHER, null, null));
    if (known.family == Family.RSA_PSS) {
      return pss(parameters);
    }
    // RFC 4055 wants NULL, RFC 5758 and RFC 8410 want nothing; the JDK gives both as null or, from
    // some versions, as NULL.
    boolean absent =
        parameters == null || (parameters.length == 2 && parameters[0] == 5 && parameters[1] == 0);
    return absent ? known : known.flawed("it carries parameters that its algorithm does not have");
  }

  private static CertificateSignature pss(byte[] encoded) {
    CertificateSignature pss = KNOWN.get(RSASSA_PSS);
    if (encoded == null) {
      return pss.with("SHA-1"); // RFC 4055 3.1: what is left out is SHA-1
    }
    PSSParameterSpec parameters;
    try {
      AlgorithmParameters decoder = AlgorithmParameters.getInstance("RSASSA-PSS");
      decoder.init(encoded);
      parameters = decoder.getParameterSpec(PSSParameterSpec.class);
    } catch (IOException | NoSuchAlgorithmException | InvalidParameterSpecException e) {
      return pss.flawed("its RSASSA-PSS parameters cannot be read");
    }
    String hash = parameters.getDigestAlgorithm();
    CertificateSignature named = pss.with(hash);
    if (!(parameters.getMGFParameters() instanceof MGF1ParameterSpec mask)
        || !mask.getDigestAlgorithm().equals(hash)) {
      return named.flawed("its mask generation function does not use the hash it signs, " + hash);
    }
    if (parameters.getSaltLength() * 8 != bits(hash)) {
      return named.flawed(
          "its salt is "
              + parameters.getSaltLength()
              + " bytes, not as long as a "
              + hash
              + " hash");
    }
    return parameters.getTrailerField() == 1 ? named : named.flawed("its trailer field is not 1");
  }

  private static int bits(String hash) {
    return switch (hash) {
      case "SHA-1" -> 160;
      case "SHA-224", "SHA-512/224" -> 224;
      case "SHA-384" -> 384;
      case "SHA-512" -> 512;
      default -> 256;
    };
  }

  private CertificateSignature with(String pssHash) {
    return new CertificateSignature(
        oid, pssHash.replace("-", "") + "withRSAandMGF1", family, pssHash, null);
  }

  private CertificateSignature flawed(String what) {
    return new CertificateSignature(oid, name, family, hash, what);
  }

  /**
   * The schemes whose hash and algorithm pair this is (RFC 5246 7.4.1.4.1). The curve in an ECDSA
   * scheme's name does not bind in TLS 1.2, and a certificate signed with RSASSA-PSS goes with both
   * kinds of PSS scheme. Empty when no scheme says the pair, or the parameters are flawed.
   */
  List<SignatureScheme> schemes() {
    return flaw != null
        ? List.of()
        : SignatureScheme.all().stream().filter(this::isSaidBy).toList();
  }

  private boolean isSaidBy(SignatureScheme scheme) {
    boolean kind =
        switch (family) {
          case RSA_PKCS1 -> scheme.keyType() == KeyType.RSA && !scheme.isPss();
          case RSA_PSS -> scheme.isPss();
          case ECDSA -> scheme.keyType() == KeyType.EC;
          case ED25519 -> scheme.keyType() == KeyType.ED25519;
          case OTHER -> false;
        };
    return kind && (scheme.hash() == null ? hash == null : scheme.hash().algorithm().equals(hash));
  }

  /** The name with the object identifier, as {@code MD2withRSA (1.2.840.113549.1.1.2)}. */
  @Override
  public String toString() {
    return name.equals(oid) ? "an unknown algorithm (" + oid + ")" : name + " (" + oid + ")";
  }
}
