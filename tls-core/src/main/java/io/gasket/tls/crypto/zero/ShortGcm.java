package io.gasket.tls.crypto.zero;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM (NIST SP 800-38D) with 12-byte nonces for short texts: one call to the JDK's AES makes
 * the whole key stream, the tag's mask first. Allocates nothing after its construction. Not
 * thread-safe.
 */
final class ShortGcm {
  /** The longest text in bytes that this can be made for: block counters stay in one byte. */
  static final int MOST = 253 * Ghash.BLOCK;

  static final int TAG = 16;

  private static final int COUNTER = 12;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final Cipher aes;
  private final Ghash ghash;

  private final byte[] tag = new byte[TAG];
  private final byte[] counters;

  /** What AES makes of the counters: the tag's mask and the key stream. */
  private final byte[] stream;

  /**
   * AES-GCM under one key.
   *
   * @param key copied
   * @param longest text in bytes, at most {@link #MOST}
   */
  ShortGcm(byte[] key, int longest) {
    counters = new byte[end(longest)];
    stream = new byte[end(longest)];
    try {
      aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      ghash = new Ghash(aes.doFinal(new byte[Ghash.BLOCK]));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has AES", impossible);
    }
  }

  /** Encrypts and appends the tag; the ranges may be the same or disjoint. */
  void seal(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    makeStream(nonce, length);
    xorStream(Ghash.BLOCK, in, inOffset, length, out, outOffset);
    ghash.hash(aad, out, outOffset, length, tag);
    xorStream(0, tag, 0, TAG, out, outOffset + length);
    wipeStream(length);
  }

  /**
   * Decrypts {@code length} bytes that a tag follows; touches the output only when the tag is
   * right. The tag is compared in constant time.
   */
  boolean open(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    makeStream(nonce, length);
    ghash.hash(aad, in, inOffset, length, tag);
    xorStream(0, tag, 0, TAG, tag, 0);
    boolean authentic = equal(tag, in, inOffset + length);
    if (authentic) {
      xorStream(Ghash.BLOCK, in, inOffset, length, out, outOffset);
    }
    wipeStream(length);
    return authentic;
  }

  /** Forgets the hash's key; the JCA gives no way to wipe what a cipher made of its own. */
  void destroy() {
    ghash.destroy();
    Arrays.fill(stream, (byte) 0);
  }

  private void makeStream(byte[] nonce, int length) {
    int end = end(length);
    int counter = 1;
    for (int at = 0; at < end; at += Ghash.BLOCK) {
      System.arraycopy(nonce, 0, counters, at, COUNTER);
      // So few blocks that the counter's upper three bytes stay 0.
      counters[at + COUNTER + 3] = (byte) counter++;
    }
    try {
      // Not in place: the JDK would copy the input.
      aes.update(counters, 0, end, stream, 0);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("whole blocks, and room for them", impossible);
    }
  }

  private void xorStream(int from, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      long mask = (long) LONG.get(stream, from + i);
      LONG.set(out, outOffset + i, mask ^ (long) LONG.get(in, inOffset + i));
    }
    for (; i < length; i++) {
      out[outOffset + i] = (byte) (in[inOffset + i] ^ stream[from + i]);
    }
  }

  /** Compares all bytes whatever the first ones say. */
  private static boolean equal(byte[] expected, byte[] in, int offset) {
    long differences = (long) LONG.get(expected, 0) ^ (long) LONG.get(in, offset);
    differences |= (long) LONG.get(expected, Long.BYTES) ^ (long) LONG.get(in, offset + Long.BYTES);
    return differences == 0;
  }

  private void wipeStream(int length) {
    Arrays.fill(stream, 0, end(length), (byte) 0);
    // After a forgery it holds what the forger lacks.
    Arrays.fill(tag, (byte) 0);
  }

  private static int end(int length) {
    return Ghash.BLOCK + (length + Ghash.BLOCK - 1) / Ghash.BLOCK * Ghash.BLOCK;
  }
}
