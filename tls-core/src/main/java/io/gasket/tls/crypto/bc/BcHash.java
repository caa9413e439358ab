package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.Hash;
import io.gasket.tls.spec.HashAlgorithm;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.util.Memoable;

/**
 * A running hash; a second digest takes over its state for each snapshot, so that nothing is
 * allocated.
 */
final class BcHash implements Hash {
  private final ExtendedDigest running;
  private final ExtendedDigest scratch;

  BcHash(HashAlgorithm algorithm) {
    this.running = Digests.of(algorithm);
    this.scratch = Digests.of(algorithm);
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    running.update(data, offset, length);
  }

  @Override
  public int snapshot(byte[] out, int offset) {
    ((Memoable) scratch).reset((Memoable) running); // All of Bouncy Castle's SHA-2 digests are.
    return scratch.doFinal(out, offset);
  }
}
