package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A pool that keeps the books: which buffers are out, the largest that was asked for, and the first
 * breach of the contract, such as a buffer that comes back twice or with something left in it.
 */
final class CountingPool implements BufferPool {
  private final Set<ByteBuffer> out = Collections.newSetFromMap(new IdentityHashMap<>());
  private final AtomicInteger largest = new AtomicInteger();
  private final AtomicReference<String> breach = new AtomicReference<>();
  private final boolean direct;

  CountingPool() {
    this(false);
  }

  CountingPool(boolean direct) {
    this.direct = direct;
  }

  @Override
  public ByteBuffer borrow(int size) {
    if (size < 1) {
      breach.compareAndSet(null, "asked for " + size + " bytes");
    }
    largest.accumulateAndGet(size, Math::max);
    // Larger than asked for, as pools may be, and so that equal content is not taken for identity.
    ByteBuffer buffer =
        direct ? ByteBuffer.allocateDirect(size + 3) : ByteBuffer.allocate(size + 3);
    synchronized (out) {
      out.add(buffer);
    }
    return buffer;
  }

  @Override
  public void giveBack(ByteBuffer buffer) {
    synchronized (out) {
      if (!out.remove(buffer)) {
        breach.compareAndSet(null, "a buffer came back that was not out");
      }
    }
    for (int i = 0; i < buffer.capacity(); i++) {
      if (buffer.get(i) != 0) {
        breach.compareAndSet(null, "byte " + i + " of " + buffer + " came back as it was used");
        return;
      }
    }
  }

  int outstanding() {
    synchronized (out) {
      return out.size();
    }
  }

  /** The largest size asked for since the last call. */
  int largest() {
    return largest.getAndSet(0);
  }

  /** Asserts that everything came back as it should. */
  void assertSettled() {
    assertEquals(0, outstanding(), "buffers still out");
    assertEquals(null, breach.get());
  }
}
