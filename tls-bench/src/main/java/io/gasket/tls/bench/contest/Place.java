package io.gasket.tls.bench.contest;

import java.nio.ByteBuffer;

/** Where a buffer's bytes lie. */
public enum Place {
  /** In an array. */
  HEAP {
    @Override
    public ByteBuffer allocate(int capacity) {
      return ByteBuffer.allocate(capacity);
    }
  },
  /** Outside the heap. */
  DIRECT {
    @Override
    public ByteBuffer allocate(int capacity) {
      return ByteBuffer.allocateDirect(capacity);
    }
  };

  /** A new buffer. */
  public abstract ByteBuffer allocate(int capacity);
}
