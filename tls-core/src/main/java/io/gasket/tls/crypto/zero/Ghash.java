package io.gasket.tls.crypto.zero;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.modes.gcm.BasicGCMExponentiator;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.crypto.modes.gcm.GCMMultiplier;
import org.bouncycastle.crypto.modes.gcm.Tables4kGCMMultiplier;

/**
 * GHASH (NIST SP 800-38D 6.4) over additional data and ciphertext, by Bouncy Castle's
 * multiplications. Reused for every record of a key; allocates nothing after its construction. Not
 * thread-safe.
 *
 * <p>The sum over all blocks X<sub>i</sub> · H<sup>n+1-i</sup> is taken a group of blocks at a
 * time: what was summed so far times H<sup>{@value #GROUP}</sup>, and each block of the group times
 * its own power. The blocks (header and ciphertext) are public, so they may choose the places that
 * are read in tables of multiples of a power; the sum depends on the key, so it is multiplied
 * without tables, in a time that depends on no secret.
 */
final class Ghash {
  static final int BLOCK = 16;

  /** Blocks in a group; as many powers of the key have a table of some 9 KB. */
  private static final int GROUP = 6;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** {@code powers[i]} multiplies by H to the power of i + 1. */
  private final GCMMultiplier[] powers = new GCMMultiplier[GROUP];

  private final BasicGCMMultiplier wholeGroup = new BasicGCMMultiplier();
  private final byte[] block = new byte[BLOCK];

  /** The sum so far, its first bytes in the upper long. */
  private long upper;

  private long lower;

  /** Blocks that the group under way still lacks. */
  private int lacking;

  /**
   * A hash under one key.
   *
   * @param subkey the block of zeros, encrypted; not kept
   */
  Ghash(byte[] subkey) {
    BasicGCMExponentiator exponentiator = new BasicGCMExponentiator();
    exponentiator.init(subkey);
    byte[] power = new byte[BLOCK];
    for (int i = 0; i < GROUP; i++) {
      exponentiator.exponentiateX(i + 1, power);
      powers[i] = new Tables4kGCMMultiplier();
      powers[i].init(power);
    }
    wholeGroup.init(power);
    Arrays.fill(power, (byte) 0);
  }

  /**
   * Writes the hash of one record's {@code aad} and {@code length} bytes of ciphertext.
   *
   * @param out has 16 bytes
   */
  void hash(byte[] aad, byte[] ciphertext, int offset, int length, byte[] out) {
    upper = 0;
    lower = 0;
    // The first group is the one that may be short, as nothing was summed before it.
    lacking = (blocks(aad.length) + blocks(length)) % GROUP + 1;
    absorb(aad, 0, aad.length);
    absorb(ciphertext, offset, length);
    // Lengths in bits, each 64 bits long.
    add(8L * aad.length, 8L * length);
    LONG.set(out, 0, upper);
    LONG.set(out, Long.BYTES, lower);
  }

  /** Forgets the key and the last record's hash. */
  void destroy() {
    wholeGroup.init(new byte[BLOCK]);
    Arrays.fill(powers, wholeGroup);
    Arrays.fill(block, (byte) 0);
    upper = 0;
    lower = 0;
  }

  /** Takes the data block by block, the last padded with zeros. */
  private void absorb(byte[] data, int offset, int length) {
    int at = offset;
    int end = offset + length;
    for (; at + BLOCK <= end; at += BLOCK) {
      add((long) LONG.get(data, at), (long) LONG.get(data, at + Long.BYTES));
    }
    if (at < end) {
      Arrays.fill(block, (byte) 0);
      System.arraycopy(data, at, block, 0, end - at);
      add((long) LONG.get(block, 0), (long) LONG.get(block, Long.BYTES));
    }
  }

  private void add(long first, long second) {
    if (lacking == 0) {
      multiply(wholeGroup, upper, lower);
      upper = (long) LONG.get(block, 0);
      lower = (long) LONG.get(block, Long.BYTES);
      lacking = GROUP;
    }
    multiply(powers[--lacking], first, second);
    upper ^= (long) LONG.get(block, 0);
    lower ^= (long) LONG.get(block, Long.BYTES);
  }

  private void multiply(GCMMultiplier multiplier, long first, long second) {
    LONG.set(block, 0, first);
    LONG.set(block, Long.BYTES, second);
    multiplier.multiplyH(block);
  }

  private static int blocks(int length) {
    return (length + BLOCK - 1) / BLOCK;
  }
}
