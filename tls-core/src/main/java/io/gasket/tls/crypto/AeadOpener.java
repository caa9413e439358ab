package io.gasket.tls.crypto;

import java.nio.ByteBuffer;

/** Verifies and decrypts under one key. Not thread-safe. */
public interface AeadOpener {
  /** What {@link #open} returns when the tag does not verify. */
  int NOT_AUTHENTIC = -1;

  /**
   * Opens {@code in[inOffset, inOffset + length)}, ciphertext followed by its 16-byte tag, into
   * {@code out}. When the tag does not verify the output range holds no plaintext. {@code in} and
   * {@code out} are different arrays or disjoint ranges.
   *
   * @param nonce 12 bytes; read, not kept
   * @param aad additional data, all of the array; read, not kept
   * @param length at least 16
   * @return {@code length - 16}, or {@link #NOT_AUTHENTIC}
   */
  int open(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset);

  /**
   * Whether {@link #open(byte[], byte[], ByteBuffer, ByteBuffer)} may be called, as {@link
   * AeadSealer#takesDirect}.
   */
  default boolean takesDirect() {
    return false;
  }

  /**
   * Opens all that remains in {@code in}, ciphertext followed by its 16-byte tag, into {@code out},
   * from its position on; only where {@link #takesDirect}. Both are direct and over different
   * memory, and {@code out} ends where the plaintext will end. When the tag does not verify {@code
   * out} holds no plaintext. The positions mean nothing on return.
   *
   * @param nonce 12 bytes; read, not kept
   * @param aad additional data, all of the array; read, not kept
   * @return how many bytes were put, or {@link #NOT_AUTHENTIC}
   */
  default int open(byte[] nonce, byte[] aad, ByteBuffer in, ByteBuffer out) {
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
