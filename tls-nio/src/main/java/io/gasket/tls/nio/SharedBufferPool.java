package io.gasket.tls.nio;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded pool of heap buffers. Each size has a row of slots; a thread looks at a few slots from
 * a start of its own, so that it tends to find the buffer it gave back last, still warm in its
 * cache, and threads seldom meet. When no slot offers one, a buffer is made; when none is free, a
 * returned buffer is let go.
 */
final class SharedBufferPool implements BufferPool {
  static final SharedBufferPool INSTANCE = new SharedBufferPool();

  /** How many slots a thread looks at before it gives up. */
  private static final int PROBES = 8;

  private final Row[] rows = {
    new Row(Sizes.MESSAGE, 128),
    new Row(Sizes.FLIGHT, 128),
    new Row(Sizes.RECORD, 64),
    new Row(Sizes.BULK, 32)
  };

  @Override
  public ByteBuffer borrow(int size) {
    for (Row row : rows) {
      if (size <= row.size) {
        return row.take();
      }
    }
    return ByteBuffer.allocate(size);
  }

  @Override
  public void giveBack(ByteBuffer buffer) {
    for (Row row : rows) {
      if (buffer.capacity() == row.size) {
        row.put(buffer.clear());
        return;
      }
    }
  }

  /** How many bytes of buffers it holds for later. */
  long bytesKept() {
    long bytes = 0;
    for (Row row : rows) {
      for (int i = 0; i <= row.mask; i++) {
        bytes += row.slots.get(i) == null ? 0 : row.size;
      }
    }
    return bytes;
  }

  private static final class Row {
    final int size;
    final int mask;
    final AtomicReferenceArray<ByteBuffer> slots;

    /** A row of buffers of one size; the number of slots is a power of two. */
    Row(int size, int slots) {
      this.size = size;
      this.mask = slots - 1;
      this.slots = new AtomicReferenceArray<>(slots);
    }

    ByteBuffer take() {
      int start = start();
      for (int i = 0; i < PROBES; i++) {
        int slot = (start + i) & mask;
        if (slots.getPlain(slot) != null) {
          ByteBuffer buffer = slots.getAndSet(slot, null);
          if (buffer != null) {
            return buffer;
          }
        }
      }
      return ByteBuffer.allocate(size);
    }

    void put(ByteBuffer buffer) {
      int start = start();
      for (int i = 0; i < PROBES; i++) {
        int slot = (start + i) & mask;
        if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, buffer)) {
          return;
        }
      }
    }

    private static int start() {
      int hash = System.identityHashCode(Thread.currentThread());
      return hash ^ (hash >>> 16);
    }
  }
}
