package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.Signer;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.security.SignatureException;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.RuntimeCryptoException;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/** Signs with one imported key. */
final class BcSigner implements Signer {

  /** Signs with a key, in a scheme of its kind. */
  @FunctionalInterface
  private interface Signing {
    byte[] sign(SignatureScheme scheme, byte[] content) throws InvalidKeyException, CryptoException;
  }

  private final KeyType type;
  private final Signing signing;

  private BcSigner(KeyType type, Signing signing) {
    this.type = type;
    this.signing = signing;
  }

  /**
   * A signer.
   *
   * @param ecdsa how to sign when the key is for ECDSA
   * @param random blinds signatures and salts those of PSS
   * @throws InvalidKeyException when the key is of another kind than its type
   */
  static BcSigner of(KeyType type, ImportedKey key, EcdsaSigning ecdsa, SecureRandom random)
      throws InvalidKeyException {
    return switch (type) {
      case EC -> {
        ECPrivateKeyParameters ecKey = key.as(ECPrivateKeyParameters.class);
        if (ecdsa == EcdsaSigning.BARE) {
          yield new BcSigner(type, (scheme, content) -> Ecdsa.sign(scheme.hash(), ecKey, content));
        }
        BlindedEcdsa blinded = new BlindedEcdsa(ecKey, random);
        yield new BcSigner(type, (scheme, content) -> blinded.sign(scheme.hash(), content));
      }
      case ED25519 -> {
        Ed25519PrivateKeyParameters edKey = key.as(Ed25519PrivateKeyParameters.class);
        yield new BcSigner(type, (scheme, content) -> Eddsa.sign(edKey, content));
      }
      case RSA, RSA_PSS -> {
        RSAKeyParameters rsaKey = key.as(RSAKeyParameters.class);
        yield new BcSigner(
            type,
            (scheme, content) -> {
              key.requireAllows(scheme);
              return Rsa.sign(scheme, rsaKey, random, content);
            });
      }
    };
  }

  @Override
  public byte[] sign(SignatureScheme scheme, byte[] content) throws SignatureException {
    if (scheme.keyType() != type) {
      throw new SignatureException(
          "A key of kind " + type + " makes no signatures of " + scheme.rfcName());
    }
    try {
      return signing.sign(scheme, content);
    } catch (InvalidKeyException
        | CryptoException
        | RuntimeCryptoException
        | IllegalArgumentException failure) {
      // The last is how Bouncy Castle says that an RSA key is too short for the hash.
      throw new SignatureException(
          "The private key made no signature of " + scheme.rfcName(), failure);
    }
  }
}
