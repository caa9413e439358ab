package io.gasket.tls.record;

import io.gasket.tls.spec.BulkCipher;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What an AEAD takes beside key and text for each record of one direction: the nonce and the
 * additional data, made from the sequence number. Both arrays are kept and patched in place.
 *
 * <p>The nonce is the IV from the key block, padded with zeros to 12 bytes, xor the sequence number
 * in the last 8. For ChaCha20 that is RFC 7905 2; for GCM it is RFC 5288 3 with the sequence number
 * as the explicit part, which a receiver must not assume.
 */
final class AeadInputs {
  private static final int NONCE_LENGTH = 12;
  private static final int COUNTED = NONCE_LENGTH - Long.BYTES;

  /** What {@link #save} writes, in bytes. */
  static final int SAVED_LENGTH = NONCE_LENGTH + Long.BYTES;

  final byte[] nonce;

  /** Sequence number, type, version, length of the plaintext (RFC 5246 6.2.3.3). */
  final byte[] additionalData = new byte[13];

  private final int explicitLength;
  private long ivTail;
  private long sequence;

  AeadInputs(BulkCipher cipher, byte[] fixedIv) {
    nonce = Arrays.copyOf(fixedIv, NONCE_LENGTH);
    explicitLength = cipher.explicitNonceLength();
    for (int i = COUNTED; i < NONCE_LENGTH; i++) {
      ivTail = ivTail << 8 | (nonce[i] & 0xff);
    }
  }

  /** Goes on from what {@link #save} wrote. */
  AeadInputs(BulkCipher cipher, ByteBuffer saved) {
    nonce = new byte[NONCE_LENGTH];
    saved.get(nonce, 0, COUNTED);
    explicitLength = cipher.explicitNonceLength();
    ivTail = saved.getLong();
    sequence = saved.getLong();
  }

  /** Writes {@link #SAVED_LENGTH} bytes: the IV and the sequence number. */
  void save(ByteBuffer out) {
    out.put(nonce, 0, COUNTED).putLong(ivTail).putLong(sequence);
  }

  long sequence() {
    return sequence;
  }

  /**
   * Sets both arrays for the next record and spends its sequence number, whatever becomes of the
   * record.
   */
  void next(int type, int version, int plaintextLength) {
    putLong(nonce, COUNTED, ivTail ^ sequence);
    putLong(additionalData, 0, sequence);
    RecordHeader.write(additionalData, Long.BYTES, type, version, plaintextLength);
    sequence++;
  }

  /** Writes the nonce's explicit part, if the cipher has one. */
  void writeExplicit(byte[] out, int offset) {
    System.arraycopy(nonce, NONCE_LENGTH - explicitLength, out, offset, explicitLength);
  }

  /** Takes the nonce's explicit part from the record, if the cipher has one. */
  void readExplicit(byte[] in, int offset) {
    System.arraycopy(in, offset, nonce, NONCE_LENGTH - explicitLength, explicitLength);
  }

  void destroy() {
    Arrays.fill(nonce, (byte) 0);
    ivTail = 0;
  }

  private static void putLong(byte[] out, int offset, long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      out[offset + i] = (byte) (value >>> (56 - 8 * i));
    }
  }
}
