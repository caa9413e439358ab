package io.gasket.tls.crypto;

import io.gasket.tls.spec.BulkCipher;
import java.util.Set;

/** Makes keyed AEADs for record protection. Thread-safe. */
public interface Aeads {
  /** The algorithms this factory can make. Immutable. */
  Set<BulkCipher> supported();

  /**
   * The sealing half for one key.
   *
   * @param cipher one of {@link #supported()}
   * @param key the key, {@link BulkCipher#keyLength()} bytes; copied, the caller wipes its own
   */
  AeadSealer sealer(BulkCipher cipher, byte[] key);

  /** The opening half for one key; parameters as in {@link #sealer}. */
  AeadOpener opener(BulkCipher cipher, byte[] key);
}
