package io.gasket.tls.nio;

import java.nio.ByteBuffer;

/** How a borrowed buffer goes back. */
final class Loan {
  private static final byte[] ZEROS = new byte[4_096];

  private Loan() {}

  /**
   * Zeroes the first bytes of a buffer and gives it back.
   *
   * @param used how many bytes, from the buffer's start, may have been written
   */
  static void end(BufferPool pool, ByteBuffer buffer, int used) {
    buffer.clear();
    while (used > 0) {
      int step = Math.min(used, ZEROS.length);
      buffer.put(ZEROS, 0, step);
      used -= step;
    }
    pool.giveBack(buffer);
  }
}
