package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.KeyTypes;
import io.gasket.tls.crypto.Signatures;
import io.gasket.tls.crypto.Signer;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/**
 * Signatures of Bouncy Castle. Keys are converted at each verification and once for each signer;
 * none is cached.
 */
final class BcSignatures implements Signatures {
  private static final Set<SignatureScheme> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(SignatureScheme.class));

  private final SecureRandom random;

  /**
   * @param random blinds RSA and salts PSS
   */
  BcSignatures(SecureRandom random) {
    this.random = random;
  }

  @Override
  public Set<SignatureScheme> supported() {
    return ALL;
  }

  @Override
  public boolean verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
      throws InvalidKeyException {
    KeyTypes.require(scheme, key);
    ImportedKey imported = ImportedKey.of(key);
    return switch (scheme.keyType()) {
      case EC ->
          Ecdsa.verify(scheme.hash(), imported.as(ECPublicKeyParameters.class), content, signature);
      case ED25519 ->
          Eddsa.verify(imported.as(Ed25519PublicKeyParameters.class), content, signature);
      case RSA, RSA_PSS -> {
        imported.requireAllows(scheme);
        yield Rsa.verify(scheme, imported.as(RSAKeyParameters.class), content, signature);
      }
    };
  }

  @Override
  public Signer signer(PrivateKey key) throws InvalidKeyException {
    KeyType type =
        KeyTypes.of(key)
            .orElseThrow(
                () ->
                    new InvalidKeyException(
                        "No signature scheme goes with a key of " + key.getAlgorithm()));
    return new BcSigner(type, ImportedKey.of(key), random);
  }
}
