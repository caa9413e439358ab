package io.gasket.tls.record;

import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;

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
    return new AeadRecordSealer(aeads.sealer(cipher, key), cipher, fixedIv, cipher.recordLimit());
  }

  /** The opener of a direction whose keys were just activated; parameters as in {@link #sealer}. */
  public static RecordOpener opener(Aeads aeads, BulkCipher cipher, byte[] key, byte[] fixedIv) {
    checkLengths(cipher, key, fixedIv);
    return new AeadRecordOpener(aeads.opener(cipher, key), cipher, fixedIv);
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
