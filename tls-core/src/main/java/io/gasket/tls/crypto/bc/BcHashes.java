package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.Hash;
import io.gasket.tls.crypto.Hashes;
import io.gasket.tls.crypto.Hmac;
import io.gasket.tls.spec.HashAlgorithm;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Hashes and HMAC of Bouncy Castle. */
final class BcHashes implements Hashes {
  private static final Set<HashAlgorithm> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(HashAlgorithm.class));

  @Override
  public Set<HashAlgorithm> supported() {
    return ALL;
  }

  @Override
  public Hash hash(HashAlgorithm algorithm) {
    return new BcHash(algorithm);
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, byte[] key) {
    return new BcHmac(algorithm, key);
  }
}
