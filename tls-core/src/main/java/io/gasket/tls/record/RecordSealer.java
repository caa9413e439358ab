package io.gasket.tls.record;

import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/**
 * Makes the records of one sending direction under one key. Owns the direction's sequence number.
 * Works array to array, or on direct buffers where the AEAD can, and allocates nothing of its own.
 * Not thread-safe.
 */
public interface RecordSealer {
  /**
   * The exact length in bytes of the record that holds so much plaintext, header included.
   *
   * @param plaintextLength 0 to {@link FrameParser#MAX_PLAINTEXT}
   */
  int sealedLength(int plaintextLength);

  /**
   * Bytes between a record's start and its first byte of ciphertext; {@link #seal} in place needs
   * the plaintext there.
   */
  int plaintextOffset();

  /**
   * Writes one record, header and all, with {@code in[inOffset, inOffset + length)} as its
   * plaintext. {@code in} and {@code out} may be the same array only where the ranges do not
   * overlap or the plaintext starts at {@code outOffset +} {@link #plaintextOffset()}.
   *
   * @param type the content type, see {@link io.gasket.tls.spec.ContentType}
   * @param length 0 to {@link FrameParser#MAX_PLAINTEXT}
   * @return {@link #sealedLength}{@code (length)}
   * @throws TlsFailure with {@code internal_error} and {@link
   *     io.gasket.tls.spec.Reason#RECORD_LIMIT_REACHED} when the key has protected as many records
   *     as it may; nothing is written then. A few alerts are let through after that, so that the
   *     connection can be ended in good order
   * @throws IndexOutOfBoundsException when an array is too small; nothing is written then
   * @throws IllegalArgumentException when {@code length} is out of range
   */
  int seal(int type, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws TlsFailure;

  /**
   * Whether {@link #seal(int, ByteBuffer, int, ByteBuffer)} may be called: the AEAD works on direct
   * buffers where they lie.
   */
  default boolean takesDirect() {
    return false;
  }

  /**
   * As {@link #seal(int, byte[], int, int, byte[], int)}, from one buffer's position to the
   * other's; only where {@link #takesDirect}. Positions and limits are as before on return.
   *
   * @param in direct
   * @param out direct, over other memory than {@code in}
   */
  default int seal(int type, ByteBuffer in, int length, ByteBuffer out) throws TlsFailure {
    throw new UnsupportedOperationException("takes arrays only");
  }

  /** How many records were sealed so far. */
  long records();

  /**
   * Writes what the direction goes on from after its connection has hibernated, the key included;
   * see {@link RecordProtection#sealer(Aeads, BulkCipher, ByteBuffer)}.
   *
   * @param out has {@link RecordProtection#savedLength} bytes of room
   * @return false, and nothing is written, when there is no key or the AEAD does not give it back
   */
  boolean save(ByteBuffer out);

  /** Wipes what is held of the key and its nonce; the object is useless afterwards. Idempotent. */
  void destroy();
}
