package io.gasket.tls.crypto;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.interfaces.EdECKey;
import java.security.spec.NamedParameterSpec;
import java.util.Locale;
import java.util.Optional;

/** Tells the kinds of JCA keys apart. Stateless. */
public final class KeyTypes {
  private KeyTypes() {}

  /**
   * The kind of a public or private key, from the name of its algorithm; empty when TLS 1.2 here
   * has no use for it. Works on keys of any library, those that cannot be exported included.
   */
  public static Optional<KeyType> of(Key key) {
    if (key instanceof EdECKey edwards) {
      return isEd25519(edwards) ? Optional.of(KeyType.ED25519) : Optional.empty();
    }
    return switch (key.getAlgorithm().toUpperCase(Locale.ROOT)) {
      case "EC", "ECDSA" -> Optional.of(KeyType.EC);
      // EdDSA names no curve. Such a key of a token is taken for the one that has use here; one of
      // Ed448
      // fails where it is used.
      case "ED25519", "EDDSA" -> Optional.of(KeyType.ED25519);
      case "RSA" -> Optional.of(KeyType.RSA);
      case "RSASSA-PSS" -> Optional.of(KeyType.RSA_PSS);
      default -> Optional.empty();
    };
  }

  /**
   * Insists on a key of the kind that a scheme is made with.
   *
   * @throws InvalidKeyException when the key is of another kind
   */
  public static void require(SignatureScheme scheme, Key key) throws InvalidKeyException {
    if (of(key).orElse(null) != scheme.keyType()) {
      throw new InvalidKeyException(
          scheme.rfcName()
              + " goes with keys of kind "
              + scheme.keyType()
              + ", and this is a key of "
              + key.getAlgorithm());
    }
  }

  private static boolean isEd25519(EdECKey key) {
    return NamedParameterSpec.ED25519.getName().equalsIgnoreCase(key.getParams().getName());
  }
}
