package io.gasket.tls.crypto;

/** A running hash that can be read without ending it. Not thread-safe. */
public interface Hash {
  /** Takes {@code length} bytes of {@code data} from {@code offset}. */
  void update(byte[] data, int offset, int length);

  /**
   * Writes the digest of all bytes so far to {@code out} at {@code offset}; further updates
   * continue from where they were.
   *
   * @return the digest's length
   */
  int snapshot(byte[] out, int offset);
}
