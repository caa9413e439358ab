package io.gasket.tls.crypto;

/**
 * HMAC under a fixed key; after each {@link #doFinal} ready for the next message. Not thread-safe.
 */
public interface Hmac {
  /** Length of the MAC in bytes. */
  int length();

  /** Takes {@code length} bytes of {@code data} from {@code offset}. */
  void update(byte[] data, int offset, int length);

  /**
   * Writes the MAC of all bytes since the last call to {@code out} at {@code offset} and starts
   * anew under the same key.
   */
  void doFinal(byte[] out, int offset);

  /** Forgets the key as far as the library below allows. Idempotent. */
  void destroy();
}
