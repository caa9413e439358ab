package io.gasket.tls.crypto;

import java.nio.ByteBuffer;

/** Encrypts and authenticates under one key. Not thread-safe. The caller never repeats a nonce. */
public interface AeadSealer {
  /**
   * Seals {@code in[inOffset, inOffset + length)} into {@code out}: ciphertext of the same length
   * followed by the 16-byte tag. Input and output may be the same array only if the ranges start at
   * the same offset or do not overlap.
   *
   * @param nonce 12 bytes; read, not kept
   * @param aad additional data, all of the array; read, not kept
   * @return {@code length + 16}
   */
  int seal(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset);

  /**
   * Whether {@link #seal(byte[], byte[], ByteBuffer, ByteBuffer)} may be called, for the library
   * below works on direct buffers where they lie. Else they are copied to arrays and back.
   */
  default boolean takesDirect() {
    return false;
  }

  /**
   * Seals all that remains in {@code in} into {@code out}, from its position on; only where {@link
   * #takesDirect}. Both are direct and over different memory, and there is room for the tag. The
   * positions mean nothing on return.
   *
   * @param nonce 12 bytes; read, not kept
   * @param aad additional data, all of the array; read, not kept
   * @return how many bytes were put
   */
  default int seal(byte[] nonce, byte[] aad, ByteBuffer in, ByteBuffer out) {
    throw new UnsupportedOperationException("takes arrays only");
  }

  /**
   * A copy of the key, by which a hibernating connection makes the cipher anew; null where the
   * library below does not give it back. The caller wipes it.
   */
  default byte[] key() {
    return null;
  }

  /**
   * Forgets the key as far as the library below allows; the object is useless afterwards.
   * Idempotent.
   */
  void destroy();
}
