package io.gasket.tls.crypto;

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
