package io.gasket.tls.nio;

import java.nio.ByteBuffer;

/**
 * Where a pipeline takes its buffers from, and where it gives every one of them back: a pipeline at
 * rest holds none. Implementations must allow calls from any thread.
 *
 * <p>Heap buffers are the fast ones: the ciphers work on arrays, so a direct buffer costs a copy.
 */
public interface BufferPool {
  /**
   * Lends a buffer.
   *
   * @param size the least capacity in bytes, at least 1
   * @return a buffer of zeros, position 0, limit at its capacity, which may exceed {@code size}
   */
  ByteBuffer borrow(int size);

  /**
   * Takes back a buffer that {@link #borrow} lent. The borrower has overwritten with zeros whatever
   * it put in; position and limit may stand anywhere.
   */
  void giveBack(ByteBuffer buffer);

  /**
   * The pool used when no other is given: heap buffers, shared by all pipelines, lock-free, in four
   * sizes from 512 bytes to 66 KiB. It keeps at most 4 MiB; what comes back beyond that goes to the
   * garbage collector.
   */
  static BufferPool shared() {
    return SharedBufferPool.INSTANCE;
  }
}
