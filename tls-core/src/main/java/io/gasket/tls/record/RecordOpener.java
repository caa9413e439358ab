package io.gasket.tls.record;

import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/**
 * Opens the records of one receiving direction under one key. Owns the direction's sequence number.
 * Works array to array, or on direct buffers where the AEAD can, and allocates nothing of its own.
 * Not thread-safe.
 */
public interface RecordOpener {
  /**
   * The longest fragment in bytes that {@link #open} accepts, for {@link
   * FrameParser#maxFragment(int)}.
   */
  int maxFragment();

  /**
   * How many bytes {@link #open} needs in its output array for a fragment; 0 for one too short to
   * hold any plaintext.
   *
   * @param fragmentLength 0 to {@link #maxFragment()}
   */
  int plaintextRoom(int fragmentLength);

  /**
   * Opens the record whose header starts at {@code record[offset]} and which is there as a whole.
   * After a failure the output range holds no plaintext and the connection has to end.
   *
   * @param type the content type, as in the header
   * @param fragmentLength the fragment's length, as in the header
   * @param out another array than {@code record}
   * @return the plaintext's length, 0 to {@link FrameParser#MAX_PLAINTEXT}
   * @throws TlsFailure with {@code bad_record_mac} when the record does not verify ({@link
   *     io.gasket.tls.spec.Reason#RECORD_NOT_AUTHENTIC}) or cannot, being too short ({@link
   *     io.gasket.tls.spec.Reason#RECORD_TOO_SHORT}), or {@code record_overflow} when it would hold
   *     too much plaintext (RFC 5246 6.2.3)
   * @throws IndexOutOfBoundsException when an array is too small
   */
  int open(int type, byte[] record, int offset, int fragmentLength, byte[] out, int outOffset)
      throws TlsFailure;

  /**
   * Whether {@link #open(int, ByteBuffer, int, ByteBuffer)} may be called: the AEAD works on direct
   * buffers where they lie.
   */
  default boolean takesDirect() {
    return false;
  }

  /**
   * As {@link #open(int, byte[], int, int, byte[], int)}, from one buffer's position to the
   * other's; only where {@link #takesDirect}. Positions and limits are as before on return.
   *
   * @param record direct
   * @param out direct, over other memory than {@code record}
   */
  default int open(int type, ByteBuffer record, int fragmentLength, ByteBuffer out)
      throws TlsFailure {
    throw new UnsupportedOperationException("takes arrays only");
  }

  /**
   * Writes what the direction goes on from after its connection has hibernated, the key included;
   * see {@link RecordProtection#opener(Aeads, BulkCipher, ByteBuffer)}.
   *
   * @param out has {@link RecordProtection#savedLength} bytes of room
   * @return false, and nothing is written, when there is no key or the AEAD does not give it back
   */
  boolean save(ByteBuffer out);

  /** Wipes what is held of the key and its nonce; the object is useless afterwards. Idempotent. */
  void destroy();
}
