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

/** Signatures taken from one library or another by the kind of key. */
final class SignaturesByKeyType implements Signatures {
  private final Map<KeyType, Signatures> byKeyType;
  private final Signatures lastResort;

  /**
   * @param lastResort signs with the keys that the library for their kind cannot use, those of a
   *     token foremost
   */
  SignaturesByKeyType(Map<KeyType, Signatures> byKeyType, Signatures lastResort) {
    this.byKeyType = new EnumMap<>(byKeyType);
    this.lastResort = lastResort;
  }

  @Override
  public Set<SignatureScheme> supported() {
    EnumSet<SignatureScheme> schemes = EnumSet.allOf(SignatureScheme.class);
    schemes.removeIf(scheme -> !byKeyType.get(scheme.keyType()).supported().contains(scheme));
    return Collections.unmodifiableSet(schemes);
  }

  @Override
  public boolean verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
      throws InvalidKeyException {
    return byKeyType.get(scheme.keyType()).verify(scheme, key, content, signature);
  }

  @Override
  public Signer signer(PrivateKey key) throws InvalidKeyException {
    Optional<Signatures> preferred = KeyTypes.byName(key).map(byKeyType::get);
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
