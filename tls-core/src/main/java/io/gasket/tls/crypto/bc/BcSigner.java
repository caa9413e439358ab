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
  private final KeyType type;
  private final ImportedKey key;
  private final SecureRandom random;

  BcSigner(KeyType type, ImportedKey key, SecureRandom random) {
    this.type = type;
    this.key = key;
    this.random = random;
  }

  @Override
  public byte[] sign(SignatureScheme scheme, byte[] content) throws SignatureException {
    if (scheme.keyType() != type) {
      throw new SignatureException(
          "A key of kind " + type + " makes no signatures of " + scheme.rfcName());
    }
    try {
      return switch (type) {
        case EC -> Ecdsa.sign(scheme.hash(), key.as(ECPrivateKeyParameters.class), content);
        case ED25519 -> Eddsa.sign(key.as(Ed25519PrivateKeyParameters.class), content);
        case RSA, RSA_PSS -> {
          key.requireAllows(scheme);
          yield Rsa.sign(scheme, key.as(RSAKeyParameters.class), random, content);
        }
      };
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
