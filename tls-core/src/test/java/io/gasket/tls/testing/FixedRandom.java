package io.gasket.tls.testing;

import java.security.SecureRandom;
import java.util.Random;

/** Gives the same bytes every time, so that a handshake can be recorded and replayed. */
public final class FixedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final Random bytes;

  /** The bytes of a seed, from their beginning. */
  public FixedRandom(long seed) {
    this.bytes = new Random(seed);
  }

  @Override
  public void nextBytes(byte[] out) {
    // The superclass's constructor may call this.
    if (bytes != null) {
      bytes.nextBytes(out);
    }
  }
}
