package io.gasket.tls.record;

import io.gasket.tls.spec.BulkCipher;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  /** Eight bytes at a time: byte by byte took a fiftieth of a short record's time. */
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int NONCE_LENGTH = 12;
  private static final int COUNTED = NONCE_LENGTH - Long.BYTES;

  /** What {@link #save} writes, in bytes. */
  static final int SAVED_LENGTH = NONCE_LENGTH + Long.BYTES;

  final byte[] nonce;

  /** Sequence number, type, version, length of the plaintext (RFC 5246 6.2.3.3). */
  final byte[] additionalData = new byte[13];

  /** Whether the nonce's counted part goes over the wire too, as GCM's does. */
  private final boolean hasExplicit;

  private long ivTail;
  private long sequence;

  AeadInputs(BulkCipher cipher, byte[] fixedIv) {
    nonce = Arrays.copyOf(fixedIv, NONCE_LENGTH);
    hasExplicit = cipher.explicitNonceLength() > 0;
    ivTail = (long) LONG.get(nonce, COUNTED);
  }

  /** Goes on from what {@link #save} wrote. */
  AeadInputs(BulkCipher cipher, ByteBuffer saved) {
    nonce = new byte[NONCE_LENGTH];
    saved.get(nonce, 0, COUNTED);
    hasExplicit = cipher.explicitNonceLength() > 0;
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
    LONG.set(nonce, COUNTED, ivTail ^ sequence);
    LONG.set(additionalData, 0, sequence);
    RecordHeader.write(additionalData, Long.BYTES, type, version, plaintextLength);
    sequence++;
  }

  /** Writes the nonce's explicit part, if the cipher has one. */
  void writeExplicit(byte[] out, int offset) {
    if (hasExplicit) {
      LONG.set(out, offset, (long) LONG.get(nonce, COUNTED));
    }
  }

  /** Takes the nonce's explicit part from the record, if the cipher has one. */
  void readExplicit(byte[] in, int offset) {
    if (hasExplicit) {
      LONG.set(nonce, COUNTED, (long) LONG.get(in, offset));
    }
  }

  /** As {@link #writeExplicit(byte[], int)}, in any byte order. */
  void writeExplicit(ByteBuffer out, int index) {
    if (hasExplicit) {
      out.put(index, nonce, COUNTED, Long.BYTES);
    }
  }

  /** As {@link #readExplicit(byte[], int)}, in any byte order. */
  void readExplicit(ByteBuffer in, int index) {
    if (hasExplicit) {
      in.get(index, nonce, COUNTED, Long.BYTES);
    }
  }

  void destroy() {
    Arrays.fill(nonce, (byte) 0);
    ivTail = 0;
  }
}
