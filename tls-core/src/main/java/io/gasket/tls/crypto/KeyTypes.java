package io.gasket.tls.crypto;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells the kinds of JCA keys apart: by name where any key must be judged, those of tokens
 * included, and by parameters where a peer's key must be one that TLS has use for. Thread-safe.
 */
public final class KeyTypes {
  private static final String RSASSA_PSS = "RSASSA-PSS";

  private KeyTypes() {}

  /**
   * The kind of a public or private key, from the name of its algorithm; empty when TLS 1.2 here
   * has no use for it. Works on keys of any library, those that cannot be exported included.
   */
  public static Optional<KeyType> byName(Key key) {
    if (key instanceof EdECKey edwards) {
      return ed25519(edwards);
    }
    return switch (key.getAlgorithm().toUpperCase(Locale.ROOT)) {
      case "EC", "ECDSA" -> Optional.of(KeyType.EC);
      // EdDSA names no curve. Such a key of a token is taken for the one that has use here; one of
      // Ed448 fails where it is used.
      case "ED25519", "EDDSA" -> Optional.of(KeyType.ED25519);
      case "RSA" -> Optional.of(KeyType.RSA);
      case RSASSA_PSS -> Optional.of(KeyType.RSA_PSS);
      default -> Optional.empty();
    };
  }

  /**
   * The kind of a public key, from its parameters whatever class or provider it comes from; empty
   * when TLS 1.2 as spoken here has no use for it: another algorithm (DSA, DH, Ed448 …), or an EC
   * key on a curve other than P-256, P-384 and P-521.
   */
  public static Optional<KeyType> byParameters(PublicKey key) {
    if (key instanceof RSAPublicKey) {
      return Optional.of(RSASSA_PSS.equals(key.getAlgorithm()) ? KeyType.RSA_PSS : KeyType.RSA);
    }
    if (key instanceof EdECPublicKey edwards) {
      return ed25519(edwards);
    }
    return curveOf(key).map(curve -> KeyType.EC);
  }

  /** The kind of a certificate's key, as {@link #byParameters(PublicKey)}. */
  public static Optional<KeyType> byParameters(X509Certificate certificate) {
    return byParameters(certificate.getPublicKey());
  }

  /**
   * The curve of an EC key, from its parameters; empty when the key is not an EC one or is on no
   * curve that TLS names.
   */
  public static Optional<NamedGroup> curveOf(PublicKey key) {
    return key instanceof ECPublicKey point
        ? NamedCurve.groupOf(point.getParams())
        : Optional.empty();
  }

  /**
   * Insists on a key of the kind that a scheme is made with, as {@link #byName} has it.
   *
   * @throws InvalidKeyException when the key is of another kind
   */
  public static void require(SignatureScheme scheme, Key key) throws InvalidKeyException {
    if (byName(key).orElse(null) != scheme.keyType()) {
      throw new InvalidKeyException(
          scheme.rfcName()
              + " goes with keys of kind "
              + scheme.keyType()
              + ", and this is a key of "
              + key.getAlgorithm());
    }
  }

  private static Optional<KeyType> ed25519(EdECKey key) {
    String curve = key.getParams().getName();
    return NamedParameterSpec.ED25519.getName().equalsIgnoreCase(curve)
        ? Optional.of(KeyType.ED25519)
        : Optional.empty();
  }
}
