package io.gasket.tls.crypto.compose;

import io.gasket.tls.crypto.KeyTypes;
import io.gasket.tls.crypto.Signatures;
import io.gasket.tls.crypto.Signer;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Signatures taken from one library or another by the kind of key, separately for verifying and for
 * signing.
 */
final class SignaturesByKeyType implements Signatures {
  private final Map<KeyType, Signatures> verifiers;
  private final Map<KeyType, Signatures> signers;
  private final Signatures lastResort;

  /**
   * @param lastResort signs with the keys that the library in {@code signers} cannot use, those of
   *     a token foremost
   */
  SignaturesByKeyType(
      Map<KeyType, Signatures> verifiers, Map<KeyType, Signatures> signers, Signatures lastResort) {
    this.verifiers = new EnumMap<>(verifiers);
    this.signers = new EnumMap<>(signers);
    this.lastResort = lastResort;
  }

  @Override
  public Set<SignatureScheme> supported() {
    EnumSet<SignatureScheme> schemes = EnumSet.allOf(SignatureScheme.class);
    schemes.removeIf(scheme -> !verifiers.get(scheme.keyType()).supported().contains(scheme));
    return Collections.unmodifiableSet(schemes);
  }

  @Override
  public boolean verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
      throws InvalidKeyException {
    return verifiers.get(scheme.keyType()).verify(scheme, key, content, signature);
  }

  @Override
  public Signer signer(PrivateKey key) throws InvalidKeyException {
    Optional<Signatures> preferred = KeyTypes.of(key).map(signers::get);
    if (preferred.isEmpty()) {
      return lastResort.signer(key);
    }
    try {
      return preferred.get().signer(key);
    } catch (InvalidKeyException unusable) {
      return signerOfLastResort(key, unusable);
    }
  }

  private Signer signerOfLastResort(PrivateKey key, InvalidKeyException first)
      throws InvalidKeyException {
    try {
      return lastResort.signer(key);
    } catch (InvalidKeyException second) {
      second.addSuppressed(first);
      throw second;
    }
  }
}
