package io.gasket.tls.record;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Makes the protection of one direction from keys out of the key block (RFC 5246 6.3). Stateless.
 */
public final class RecordProtection {
  private RecordProtection() {}

  /**
   * The sealer of a direction whose keys were just activated; its sequence number starts at 0.
   *
   * @param aeads must support {@code cipher}
   * @param key {@link BulkCipher#keyLength()} bytes; copied, the caller wipes its own
   * @param fixedIv {@link BulkCipher#fixedIvLength()} bytes; copied, the caller wipes its own
   */
  public static RecordSealer sealer(Aeads aeads, BulkCipher cipher, byte[] key, byte[] fixedIv) {
    checkLengths(cipher, key, fixedIv);
    AeadInputs inputs = new AeadInputs(cipher, fixedIv);
    return new AeadRecordSealer(aeads.sealer(cipher, key), cipher, inputs, cipher.recordLimit());
  }

  /**
   * The sealer that goes on from what {@link RecordSealer#save} wrote.
   *
   * @param saved read from its position on
   */
  public static RecordSealer sealer(Aeads aeads, BulkCipher cipher, ByteBuffer saved) {
    byte[] key = savedKey(cipher, saved);
    try {
      AeadSealer aead = aeads.sealer(cipher, key);
      return new AeadRecordSealer(
          aead, cipher, new AeadInputs(cipher, saved), cipher.recordLimit());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** The opener that goes on from what {@link RecordOpener#save} wrote; as {@link #sealer}. */
  public static RecordOpener opener(Aeads aeads, BulkCipher cipher, ByteBuffer saved) {
    byte[] key = savedKey(cipher, saved);
    try {
      AeadOpener aead = aeads.opener(cipher, key);
      return new AeadRecordOpener(aead, cipher, new AeadInputs(cipher, saved));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** How many bytes a sealer or an opener saves. */
  public static int savedLength(BulkCipher cipher) {
    return cipher.keyLength() + AeadInputs.SAVED_LENGTH;
  }

  private static byte[] savedKey(BulkCipher cipher, ByteBuffer saved) {
    byte[] key = new byte[cipher.keyLength()];
    saved.get(key);
    return key;
  }

  /** The opener of a direction whose keys were just activated; parameters as in {@link #sealer}. */
  public static RecordOpener opener(Aeads aeads, BulkCipher cipher, byte[] key, byte[] fixedIv) {
    checkLengths(cipher, key, fixedIv);
    return new AeadRecordOpener(aeads.opener(cipher, key), cipher, new AeadInputs(cipher, fixedIv));
  }

  private static void checkLengths(BulkCipher cipher, byte[] key, byte[] fixedIv) {
    if (key.length != cipher.keyLength() || fixedIv.length != cipher.fixedIvLength()) {
      throw new IllegalArgumentException(
          cipher.label()
              + " takes a key of "
              + cipher.keyLength()
              + " bytes and an IV of "
              + cipher.fixedIvLength()
              + ", not "
              + key.length
              + " and "
              + fixedIv.length);
    }
  }
}
