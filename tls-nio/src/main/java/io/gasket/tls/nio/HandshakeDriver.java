package io.gasket.tls.nio;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Drives the handshake: one thread at a time, step by step, the clock told before each. Until it is
 * done, the engine is used under this class's lock only; after it, each half uses its own.
 */
final class HandshakeDriver {
  /**
   * How much longer than the engine's deadline a write may wait: reads are timed and come first.
   */
  private static final long GRACE_NANOS = 200_000_000;

  /** How often a wait for an operation looks whether the pipeline was closed meanwhile. */
  private static final long GLANCE_NANOS = 50_000_000;

  private final Link link;
  private final InputHalf input;
  private final OutputHalf output;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile boolean connected;
  private volatile boolean started;
  private volatile long deadline;
  private volatile boolean bounded;

  HandshakeDriver(Link link, InputHalf input, OutputHalf output) {
    this.link = link;
    this.input = input;
    this.output = output;
  }

  /** Whether the handshake is done and its last byte is out. */
  boolean connected() {
    return connected;
  }

  /** Whether a step has been taken. */
  boolean started() {
    return started;
  }

  /** Goes on until the handshake is done; false when the lower channel has to be waited for. */
  boolean shake() throws IOException {
    if (connected) {
      timeRenegotiation();
      return true;
    }
    lock.lock();
    try {
      link.check();
      while (!connected) {
        link.check();
        if (!guardedStep()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      link.fail(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Tells the engine the time; throws when the handshake's time is over. */
  void tick() throws IOException {
    if (connected) {
      timeRenegotiation();
      return;
    }
    if (!lock.tryLock()) {
      return;
    }
    try {
      link.check();
      tellTime();
    } catch (IOException e) {
      link.fail(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds left to the deadline; {@code Long.MAX_VALUE} when there is none. */
  long nanosLeft() {
    if (!bounded || !link.usable()) {
      return Long.MAX_VALUE;
    }
    return deadline - link.clock.getAsLong();
  }

  /** Pushes handshake bytes that wait; true when none do. */
  boolean flush() throws IOException {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      link.check();
      return !started || output.push();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes leave of the peer in the middle of the handshake, unless nothing was said yet or another
   * thread is at it and so waits for the peer.
   */
  void cancel(long nanos) throws IOException {
    if (started && lock.tryLock()) {
      try {
        output.lastPush(true, nanos);
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Has the engine fail with an alert of the application's choosing.
   *
   * @return the failure, or null when another thread is at the handshake, so that the engine is its
   */
  TlsFailure abort(Alert alert, String detail) {
    if (connected) {
      return link.engine.abort(alert, detail);
    }
    if (!lock.tryLock()) {
      return null;
    }
    try {
      return link.engine.abort(alert, detail);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a step of the renegotiation under way for a writer, who can send nothing before its end;
   * what the peer sends meanwhile is kept for readers. The time is bounded as a handshake's is.
   *
   * @return false when it takes a reader to go on, as too much is kept already
   */
  boolean renegotiate() throws IOException {
    tellTime();
    return guarded(
        nanos -> {
          output.push();
          return link.needs(TlsEngine.NEEDS_OPERATION)
              ? awaitOperation(nanos)
              : input.renegotiation(nanos) != 0;
        });
  }

  /** Keeps the time of a renegotiation, whose engine belongs to this thread; else does nothing. */
  private void timeRenegotiation() throws IOException {
    if (link.needs(TlsEngine.RENEGOTIATING)) {
      tellTime();
    } else if (bounded) {
      bounded = false;
    }
  }

  private boolean guardedStep() throws IOException {
    tellTime();
    started = true;
    return guarded(this::step);
  }

  private interface Step {
    boolean within(long nanos) throws IOException;
  }

  private boolean guarded(Step step) throws IOException {
    long nanos = link.engine.nanosLeft();
    long patience = nanos > Long.MAX_VALUE - GRACE_NANOS ? nanos : nanos + GRACE_NANOS;
    Guard guard = Guard.over(link.lower, patience);
    try {
      return step.within(nanos);
    } catch (IOException e) {
      if (guard.fired()) {
        tellTime();
      }
      throw e;
    } finally {
      guard.close();
    }
  }

  private boolean step(long nanos) throws IOException {
    try {
      if (!output.push()) {
        return false;
      }
    } catch (IOException e) {
      throw lastWordOfThePeer(e);
    }
    if (link.needs(TlsEngine.CONNECTED)) {
      connected = true;
      return true;
    }
    return link.needs(TlsEngine.NEEDS_OPERATION)
        ? awaitOperation(nanos)
        : input.handshake(nanos) != 0;
  }

  /**
   * Waits a little for what is done elsewhere, such as a remote signature; the caller looks at the
   * clock and comes again. A caller that cannot wait is woken by its own action, see {@link
   * TlsEngine#onOperationDone}.
   */
  private boolean awaitOperation(long nanos) throws InterruptedIOException {
    if (!link.lower.mayBlock()) {
      return false;
    }
    CountDownLatch done = new CountDownLatch(1);
    link.engine.onOperationDone(done::countDown);
    try {
      // Whether it was done or the time was up, the next step tells.
      boolean unused = done.await(Math.min(nanos, GLANCE_NANOS), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a handshake operation was under way");
    }
  }

  /**
   * A peer that refuses sends its alert and hangs up, and this side may find out by a write that
   * breaks; the alert tells more than the broken write.
   */
  private IOException lastWordOfThePeer(IOException broken) {
    try {
      while (!link.needs(TlsEngine.CONNECTED) && input.handshake(1) > 0) {
        // The engine has taken bytes; it throws at the alert.
      }
    } catch (TlsFailure failure) {
      if (failure.origin() == TlsFailure.Origin.PEER) {
        failure.addSuppressed(broken);
        return failure;
      }
    } catch (IOException noWord) {
      // The broken write remains what is known.
    }
    return broken;
  }

  private void tellTime() throws TlsFailure {
    long now = link.clock.getAsLong();
    link.engine.tick(now);
    long left = link.engine.nanosLeft();
    deadline = now + left;
    bounded = left != Long.MAX_VALUE;
  }
}
