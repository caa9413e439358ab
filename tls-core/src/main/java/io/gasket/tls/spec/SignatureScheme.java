package io.gasket.tls.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Signature schemes (RFC 8446 4.2.3 code points, as RFC 5246 7.4.1.4.1 pairs in TLS 1.2). In TLS
 * 1.2 an ECDSA scheme names hash and algorithm only; the curve in its name does not bind (RFC 8446
 * 4.2.3, RFC 8422 5.1.1 binds it through supported_groups). Constants stand in the default order of
 * preference.
 */
public enum SignatureScheme {
  ECDSA_SECP256R1_SHA256(0x0403, KeyType.EC, HashAlgorithm.SHA256),
  ED25519(0x0807, KeyType.ED25519, null),
  RSA_PSS_RSAE_SHA256(0x0804, KeyType.RSA, HashAlgorithm.SHA256),
  RSA_PSS_PSS_SHA256(0x0809, KeyType.RSA_PSS, HashAlgorithm.SHA256),
  RSA_PKCS1_SHA256(0x0401, KeyType.RSA, HashAlgorithm.SHA256),
  ECDSA_SECP384R1_SHA384(0x0503, KeyType.EC, HashAlgorithm.SHA384),
  RSA_PSS_RSAE_SHA384(0x0805, KeyType.RSA, HashAlgorithm.SHA384),
  RSA_PSS_PSS_SHA384(0x080a, KeyType.RSA_PSS, HashAlgorithm.SHA384),
  RSA_PKCS1_SHA384(0x0501, KeyType.RSA, HashAlgorithm.SHA384),
  ECDSA_SECP521R1_SHA512(0x0603, KeyType.EC, HashAlgorithm.SHA512),
  RSA_PSS_RSAE_SHA512(0x0806, KeyType.RSA, HashAlgorithm.SHA512),
  RSA_PSS_PSS_SHA512(0x080b, KeyType.RSA_PSS, HashAlgorithm.SHA512),
  RSA_PKCS1_SHA512(0x0601, KeyType.RSA, HashAlgorithm.SHA512);

  private static final List<SignatureScheme> ALL = List.of(values());

  private final int code;
  private final KeyType keyType;
  private final HashAlgorithm hash;

  SignatureScheme(int code, KeyType keyType, HashAlgorithm hash) {
    this.code = code;
    this.keyType = keyType;
    this.hash = hash;
  }

  /** The two bytes on the wire. */
  public int code() {
    return code;
  }

  /** The kind of key that makes such signatures. */
  public KeyType keyType() {
    return keyType;
  }

  /** The hash that is signed, or null for Ed25519, which signs the message itself. */
  public HashAlgorithm hash() {
    return hash;
  }

  /** Whether the signature is an RSASSA-PSS one. */
  public boolean isPss() {
    return (code & 0xff00) == 0x0800 && this != ED25519;
  }

  /** The name as the RFC writes it, for example {@code rsa_pss_rsae_sha256}. */
  public String rfcName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All schemes, in the default order of preference. Immutable. */
  public static List<SignatureScheme> all() {
    return ALL;
  }

  /** The scheme of a wire code, or null when it is not one of ours. */
  public static SignatureScheme of(int code) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).code == code) {
        return ALL.get(i);
      }
    }
    return null;
  }

  /** The scheme of an RFC name, compared without regard to case. */
  public static Optional<SignatureScheme> named(String name) {
    return ALL.stream().filter(s -> s.name().equalsIgnoreCase(name)).findFirst();
  }
}
