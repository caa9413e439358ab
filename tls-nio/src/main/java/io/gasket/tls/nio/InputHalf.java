package io.gasket.tls.nio;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The reading half: fills a borrowed network buffer from below and has the engine open its records,
 * straight into the caller's buffer when they fit. The network buffer goes back as soon as it holds
 * no part of a record; its size follows what the peer sends.
 */
final class InputHalf {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** How many bytes are kept for readers while a writer brings a renegotiation to its end. */
  private static final int MOST_KEPT = 262_144;

  /** How long a writer waits at a time for a reader to leave. */
  private static final long GLANCE_NANOS = 50_000_000;

  private final Link link;
  private final OutputHalf output;
  private final ReentrantLock lock = new ReentrantLock();

  /** Bytes from the peer, from position to limit; null when there are none. */
  private ByteBuffer net;

  /** How far into {@link #net} bytes have ever been put. */
  private int netUsed;

  /** Opened bytes for which the caller had no room, from position to limit; null when none wait. */
  private ByteBuffer plain;

  /** The size of the next network buffer. */
  private int netSize = Sizes.FLIGHT;

  InputHalf(Link link, OutputHalf output) {
    this.link = link;
    this.output = output;
  }

  /** Reads; -1 after the peer's close_notify, 0 when the lower channel has nothing for now. */
  int read(ByteBuffer dst) throws IOException {
    if (!dst.hasRemaining()) {
      return 0;
    }
    lock.lock();
    try {
      link.check();
      return read(dst, true);
    } finally {
      unlock();
    }
  }

  /** As {@link #read(ByteBuffer)}, into several buffers, which are filled in their order. */
  long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
    lock.lock();
    try {
      link.check();
      long total = 0;
      for (int i = offset; i < offset + length; i++) {
        while (dsts[i].hasRemaining()) {
          int n = total == 0 ? read(dsts[i], true) : readMore(dsts[i]);
          if (n <= 0) {
            return total == 0 ? n : total;
          }
          total += n;
        }
      }
      return total;
    } finally {
      unlock();
    }
  }

  /** Reads what is at hand; what comes before a failure is delivered before the failure. */
  private int readMore(ByteBuffer dst) {
    try {
      return read(dst, false);
    } catch (IOException nextReadMeetsItToo) {
      return 0;
    }
  }

  /** How many opened bytes wait for a reader. */
  int available() {
    lock.lock();
    try {
      return plain == null ? 0 : plain.remaining();
    } finally {
      unlock();
    }
  }

  /**
   * Takes one step of the handshake: gives the engine what is there, else reads once.
   *
   * @param nanos how long a read may wait, where that can be bounded
   * @return positive when bytes came or were taken, 0 when nothing is there for now, else {@link
   *     Lower#TIMED_OUT}
   */
  int handshake(long nanos) throws IOException {
    lock.lock();
    try {
      if (net != null) {
        int before = net.remaining();
        link.engine.receive(net, NOTHING);
        int taken = before - net.remaining();
        tidy();
        if (taken > 0) {
          return taken;
        }
      }
      int n = fill(nanos);
      if (n == -1) {
        link.engine.endOfInput();
        throw new EOFException("the connection below ended during the handshake");
      }
      return n;
    } finally {
      unlock();
    }
  }

  /**
   * Takes one step of a renegotiation on behalf of a writer: application data that comes is kept
   * for readers.
   *
   * @param nanos how long a read may wait, where that can be bounded
   * @return 0 when as much is kept as may be and a reader must come first; else the step is taken,
   *     or a reader is at it
   */
  int renegotiation(long nanos) throws IOException {
    if (!acquire()) {
      return Lower.TIMED_OUT;
    }
    try {
      link.check();
      if (net != null) {
        int before = net.remaining();
        if (!keep()) {
          return 0;
        }
        int taken = before - net.remaining();
        tidy();
        if (taken > 0) {
          return taken;
        }
      }
      boolean under = link.needs(TlsEngine.RENEGOTIATING);
      int n = under && !link.needs(TlsEngine.INPUT_CLOSED) ? fill(nanos) : -1;
      if (n == -1 && under) {
        link.engine.endOfInput();
        throw TlsFailure.transport(
            Reason.CLOSED_DURING_HANDSHAKE,
            "the peer sent close_notify in the middle of a renegotiation",
            null);
      }
      return n;
    } finally {
      unlock();
    }
  }

  /**
   * Waits for the lock, a short time only: who holds it may be bringing the renegotiation's end.
   */
  private boolean acquire() throws InterruptedIOException {
    try {
      return lock.tryLock(GLANCE_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a renegotiation was under way");
    }
  }

  /** Opens what {@link #net} holds and keeps its plaintext; false when that would be too much. */
  private boolean keep() throws IOException {
    link.engine.receive(net, NOTHING);
    if (!link.needs(TlsEngine.NEEDS_ROOM)) {
      return true;
    }
    int held = plain == null ? 0 : plain.remaining();
    int size = held + link.engine.room();
    if (size > MOST_KEPT) {
      return false;
    }
    ByteBuffer more = link.pool.borrow(Math.max(size, Math.min(2 * held, MOST_KEPT)));
    if (plain != null) {
      more.put(plain);
      giveBackPlain();
    }
    plain = more;
    try {
      link.engine.receive(net, plain);
    } finally {
      plain.flip();
    }
    return true;
  }

  /** Tells the engine that nothing more will come, as the connection below is lost. */
  void abandon() {
    if (lock.tryLock()) {
      try {
        link.engine.endOfInput();
      } catch (IOException consequence) {
        // The loss itself is what the application is told.
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Opens and drops what the peer still sends, up to its close_notify: as long as that time allows
   * where the lower channel waits, else as much as is there.
   *
   * @return whether no more will come; also when another thread is reading, who sees it
   */
  boolean drain(long nanos) throws IOException {
    if (!lock.tryLock()) {
      return true;
    }
    ByteBuffer scrap = link.pool.borrow(Sizes.PLAINTEXT);
    try {
      giveBackPlain();
      long end = System.nanoTime() + nanos;
      while (!link.needs(TlsEngine.INPUT_CLOSED)) {
        long left = Math.max(1, end - System.nanoTime());
        if (net == null || !takeRecords(scrap)) {
          int n = fill(left);
          if (n == -1) {
            link.engine.endOfInput();
            return true;
          }
          if (n <= 0) {
            return false;
          }
        }
      }
      giveBackNet();
      return true;
    } finally {
      Loan.end(link.pool, scrap, scrap.capacity());
      unlock();
    }
  }

  private boolean takeRecords(ByteBuffer scrap) throws IOException {
    int before = net.remaining();
    link.engine.receive(net, scrap.clear());
    int taken = before - net.remaining();
    tidy();
    return taken > 0;
  }

  /**
   * Reads and drops what the peer still sends, within bounds: closing a socket over unread bytes
   * resets the connection, and the peer might never see what was sent last.
   */
  void discard(int limit, long nanos) {
    if (!lock.tryLock()) {
      return;
    }
    ByteBuffer scrap = link.pool.borrow(Sizes.FLIGHT);
    try {
      long end = System.nanoTime() + nanos;
      int left = limit;
      int n;
      do {
        n = link.lower.read(scrap.clear(), Math.max(1, end - System.nanoTime()));
        left -= n;
      } while (n > 0 && left > 0);
    } catch (IOException gone) {
      // Nothing is left to be read.
    } finally {
      Loan.end(link.pool, scrap, scrap.capacity());
      lock.unlock();
    }
  }

  /** Does something while nobody reads and nothing of the peer's is held; false when it cannot. */
  boolean atRest(BooleanSupplier action) {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      return net == null && plain == null && action.getAsBoolean();
    } finally {
      unlock();
    }
  }

  /** Gives back what is borrowed, unless somebody reads, who then does it on leaving. */
  void release() {
    if (lock.tryLock()) {
      try {
        giveBackNet();
        giveBackPlain();
      } finally {
        lock.unlock();
      }
    }
  }

  private int read(ByteBuffer dst, boolean mayFill) throws IOException {
    while (true) {
      if (plain != null) {
        return drain(dst);
      }
      if (net != null) {
        int n = link.engine.receive(net, dst);
        tidy();
        output.pushIfFree();
        if (n > 0) {
          return n;
        }
        if (link.needs(TlsEngine.NEEDS_ROOM)) {
          openAside();
          continue;
        }
      }
      if (link.needs(TlsEngine.INPUT_CLOSED)) {
        giveBackNet();
        return -1;
      }
      int n = mayFill ? fill(Long.MAX_VALUE) : 0;
      if (n == 0) {
        return 0;
      }
      if (n < 0) {
        link.engine.endOfInput();
        giveBackNet();
        return -1;
      }
    }
  }

  /** Opens a record that the caller has no room for into a buffer of our own. */
  private void openAside() throws IOException {
    plain = link.pool.borrow(link.engine.room());
    try {
      link.engine.receive(net, plain);
    } finally {
      plain.flip();
      tidy();
      if (!plain.hasRemaining()) {
        giveBackPlain();
      }
    }
  }

  private int drain(ByteBuffer dst) {
    int n = Math.min(plain.remaining(), dst.remaining());
    dst.put(dst.position(), plain, plain.position(), n).position(dst.position() + n);
    plain.position(plain.position() + n);
    if (!plain.hasRemaining()) {
      giveBackPlain();
    }
    return n;
  }

  /** Reads once from below, behind what {@link #net} already holds. */
  private int fill(long nanos) throws IOException {
    TlsFailure failure = link.engine.failure();
    if (failure != null) {
      throw failure;
    }
    makeRoom();
    int start = net.position();
    int end = net.limit();
    int n = 0;
    try {
      net.limit(net.capacity()).position(end);
      n = nanos == Long.MAX_VALUE ? link.lower.read(net) : link.lower.read(net, nanos);
      if (!net.hasRemaining()) {
        netSize = Sizes.larger(netSize);
      } else if (n < netSize / 8) {
        netSize = Sizes.smaller(netSize);
      }
    } finally {
      net.limit(net.position()).position(start);
      netUsed = Math.max(netUsed, net.limit());
      tidy();
    }
    return n;
  }

  /**
   * Makes {@link #net} hold what the next record lacks, and as much more as the peer's pace asks.
   */
  private void makeRoom() {
    if (net == null) {
      net = link.pool.borrow(netSize).limit(0);
      netUsed = 0;
      return;
    }
    int needed = net.remaining() + Math.max(link.engine.missing(), 1);
    int size = Math.max(needed, netSize);
    if (net.capacity() >= size) {
      net.compact().flip();
      return;
    }
    ByteBuffer larger = link.pool.borrow(size);
    larger.put(net).flip();
    giveBackNet();
    net = larger;
    netUsed = net.limit();
  }

  /** Gives {@link #net} back when it is empty. */
  private void tidy() {
    if (net != null && !net.hasRemaining()) {
      giveBackNet();
    }
  }

  private void giveBackNet() {
    if (net != null) {
      Loan.end(link.pool, net, netUsed);
      net = null;
    }
  }

  private void giveBackPlain() {
    if (plain != null) {
      Loan.end(link.pool, plain, plain.capacity());
      plain = null;
    }
  }

  private void unlock() {
    lock.unlock();
    if (link.over()) {
      release();
    }
  }
}
