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
 * Signatures of Bouncy Castle. Keys are imported once for each signer; of those verified with, the
 * EC keys met last are held.
 */
final class BcSignatures implements Signatures {
  private static final Set<SignatureScheme> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(SignatureScheme.class));

  /** A key with its tables takes 8 KB on P-256 and 19 KB on P-521. */
  private static final int MOST_HELD_KEYS = 64;

  private final HeldKeys heldKeys = new HeldKeys(MOST_HELD_KEYS);
  private final EcdsaSigning ecdsa;
  private final SecureRandom random;

  /**
   * @param random blinds ECDSA and RSA, and salts PSS
   */
  BcSignatures(EcdsaSigning ecdsa, SecureRandom random) {
    this.ecdsa = ecdsa;
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
    return switch (scheme.keyType()) {
      case EC ->
          Ecdsa.verify(
              scheme.hash(),
              heldKeys.imported(key).as(ECPublicKeyParameters.class),
              content,
              signature);
      case ED25519 ->
          Eddsa.verify(
              ImportedKey.of(key).as(Ed25519PublicKeyParameters.class), content, signature);
      case RSA, RSA_PSS -> {
        ImportedKey imported = ImportedKey.of(key);
        imported.requireAllows(scheme);
        yield Rsa.verify(scheme, imported.as(RSAKeyParameters.class), content, signature);
      }
    };
  }

  @Override
  public Signer signer(PrivateKey key) throws InvalidKeyException {
    KeyType type =
        KeyTypes.byName(key)
            .orElseThrow(
                () ->
                    new InvalidKeyException(
                        "No signature scheme goes with a key of " + key.getAlgorithm()));
    return BcSigner.of(type, ImportedKey.of(key), ecdsa, random);
  }
}
