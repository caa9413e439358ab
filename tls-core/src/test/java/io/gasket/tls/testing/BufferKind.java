package io.gasket.tls.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The kinds of byte buffer that a caller may hand in; tests run once for each. */
public enum BufferKind {
  /** A heap buffer that is its whole array. */
  HEAP,
  /** A direct buffer. */
  DIRECT,
  /** A read-only heap buffer: its array is out of reach. */
  READ_ONLY,
  /**
   * A slice within a larger heap array, so that indices and array offsets differ, in little-endian
   * order.
   */
  SLICED,
  /**
   * A slice within a larger direct buffer whose content starts after its first position, in
   * little-endian order.
   */
  SLICED_DIRECT;

  private static final int MARGIN = 7;
  private static final byte JUNK = (byte) 0xa5;

  /** A buffer of this kind with these bytes, copied, between its position and its limit. */
  public ByteBuffer of(byte[] content) {
    ByteBuffer buffer = allocate(content.length);
    int start = buffer.position();
    buffer.put(content).position(start);
    return this == READ_ONLY ? buffer.asReadOnlyBuffer() : buffer;
  }

  /**
   * A buffer of this kind with so many bytes to write between its position and its limit; for
   * {@link #READ_ONLY}, which nothing can be written to, a heap buffer.
   */
  public ByteBuffer allocate(int length) {
    return switch (this) {
      case HEAP, READ_ONLY -> ByteBuffer.allocate(length);
      case DIRECT -> ByteBuffer.allocateDirect(length);
      case SLICED -> slice(ByteBuffer.allocate(length + 2 * MARGIN), MARGIN, length);
      case SLICED_DIRECT ->
          slice(ByteBuffer.allocateDirect(length + 3 * MARGIN), MARGIN, length + MARGIN)
              .position(MARGIN);
    };
  }

  private static ByteBuffer slice(ByteBuffer whole, int offset, int length) {
    for (int i = 0; i < whole.capacity(); i++) {
      whole.put(i, JUNK);
    }
    return whole.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
