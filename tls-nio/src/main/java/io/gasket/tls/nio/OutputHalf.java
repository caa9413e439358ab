package io.gasket.tls.nio;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The writing half: seals into a borrowed buffer of just the size needed, pushes it down, and gives
 * it back once all of it is out. What the lower channel does not take waits here. Once a write
 * below has failed, this half is broken for good; what the peer sent before can still be read.
 */
final class OutputHalf {
  private final Link link;
  private final ReentrantLock lock = new ReentrantLock();

  /** Bytes for the peer, from position to limit; null when none wait. */
  private volatile ByteBuffer waiting;

  private IOException broken;

  OutputHalf(Link link) {
    this.link = link;
  }

  /** Whether bytes wait for the lower channel. */
  boolean holds() {
    return waiting != null;
  }

  /** Does something while nobody writes and nothing waits; false when it cannot. */
  boolean atRest(BooleanSupplier action) {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      return waiting == null && action.getAsBoolean();
    } finally {
      unlock();
    }
  }

  /** Seals and sends; returns how many bytes it took. */
  int write(ByteBuffer source) throws IOException {
    return (int) write(source, null, 0, 0, source.remaining());
  }

  /** As {@link #write(ByteBuffer)}; the buffers' bytes share records. */
  long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      total += sources[i].remaining();
    }
    return write(null, sources, offset, length, total);
  }

  private long write(ByteBuffer one, ByteBuffer[] many, int offset, int length, long total)
      throws IOException {
    lock.lock();
    try {
      link.check();
      checkWritable();
      if (link.engine.adaptsRecords()) {
        link.engine.sendingAt(link.clock.getAsLong());
      }
      long left = total;
      while (drain() && left > 0) {
        if (link.closing()) {
          throw new AsynchronousCloseException();
        }
        int sealed = link.engine.bytesToSend((int) Math.min(left, Sizes.PLAINTEXT));
        int size = Math.min(link.engine.bytesToFlush() + sealed, Sizes.BULK);
        ByteBuffer net = link.pool.borrow(size).limit(size);
        boolean refused;
        try {
          long taken =
              one != null
                  ? link.engine.send(one, net)
                  : link.engine.send(many, offset, length, net);
          left -= taken;
          refused = taken == 0 && net.position() == 0;
        } catch (IllegalStateException closedByTheOtherHalf) {
          checkWritable();
          throw closedByTheOtherHalf;
        } finally {
          hold(net);
        }
        if (refused) {
          // A renegotiation is under way: nothing can be sent until input has brought its end.
          break;
        }
      }
      return total - left;
    } finally {
      unlock();
    }
  }

  private void checkWritable() throws IOException {
    if (broken != null) {
      throw broken;
    }
    TlsFailure failure = link.engine.failure();
    if (failure != null) {
      throw failure;
    }
    if (link.needs(TlsEngine.OUTPUT_CLOSED)) {
      throw new ClosedChannelException();
    }
  }

  /** Pushes what waits here and in the engine; true when all of it is out. */
  boolean push() throws IOException {
    lock.lock();
    try {
      return pushAll();
    } finally {
      unlock();
    }
  }

  /** Queues close_notify behind what waits, and pushes; true when all of it is out. */
  boolean close() throws IOException {
    lock.lock();
    try {
      link.engine.close();
      return pushAll();
    } finally {
      unlock();
    }
  }

  /**
   * A last push, with close_notify or without, that waits a bounded time for the writer to leave;
   * false when not everything is out.
   */
  boolean lastPush(boolean closeNotify, long nanos) throws IOException {
    if (!acquire(nanos)) {
      return false;
    }
    try {
      if (closeNotify) {
        link.engine.close();
      }
      return pushAll();
    } finally {
      unlock();
    }
  }

  /**
   * For the reading half, which must neither wait for a writer nor fail for what it cannot send:
   * pushes what waits unless somebody is writing, who then does it on leaving.
   */
  void pushIfFree() {
    boolean progress = true;
    while (progress && link.needs(TlsEngine.NEEDS_OUTPUT) && !link.over() && lock.tryLock()) {
      try {
        progress = pushAll();
      } catch (IOException writersMeetItToo) {
        progress = false;
      } finally {
        lock.unlock();
        releaseIfOver();
      }
    }
  }

  private boolean acquire(long nanos) {
    try {
      return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return lock.tryLock();
    }
  }

  /** Gives back what is borrowed, unless somebody writes, who then does it on leaving. */
  void release() {
    if (lock.tryLock()) {
      try {
        giveBack();
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean pushAll() throws IOException {
    if (broken != null) {
      throw broken;
    }
    while (drain()) {
      if (!link.needs(TlsEngine.NEEDS_OUTPUT)) {
        return link.lower.flush();
      }
      ByteBuffer net = link.pool.borrow(Math.max(link.engine.bytesToFlush(), 1));
      try {
        link.engine.flush(net);
      } finally {
        hold(net);
      }
    }
    return false;
  }

  private void hold(ByteBuffer net) {
    waiting = net.flip();
    if (!net.hasRemaining()) {
      giveBack();
    }
  }

  /** Writes what waits; false when the lower channel takes no more for now. */
  private boolean drain() throws IOException {
    ByteBuffer net = waiting;
    while (net != null) {
      int written;
      try {
        written = link.lower.write(net);
      } catch (IOException e) {
        broken = e;
        giveBack();
        throw e;
      }
      if (!net.hasRemaining()) {
        giveBack();
        return true;
      }
      if (written == 0) {
        return false;
      }
    }
    return true;
  }

  private void giveBack() {
    ByteBuffer net = waiting;
    if (net != null) {
      waiting = null;
      Loan.end(link.pool, net, net.limit());
    }
  }

  /** Leaves the lock, and sees to what came up meanwhile on behalf of those who did not wait. */
  private void unlock() {
    lock.unlock();
    releaseIfOver();
    pushIfFree();
  }

  private void releaseIfOver() {
    if (link.over()) {
      release();
    }
  }
}
