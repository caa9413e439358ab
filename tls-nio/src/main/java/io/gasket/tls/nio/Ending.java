package io.gasket.tls.nio;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;

/**
 * How a pipeline ends, by failure or by close: the last bytes go out, the connection below is
 * closed so that they can arrive, and every buffer goes back. All of it happens once and takes a
 * bounded time.
 */
final class Ending {
  /** How long the last bytes may take to go out, and a refused peer to hang up. */
  private static final long PATIENCE_NANOS = 1_000_000_000;

  /** How long to look for unread bytes at an ordinary close. */
  private static final long GLANCE_NANOS = 1_000_000;

  private static final int MOST_DISCARDED = 65_536;

  /**
   * Whether the lower channel was left open after a refusal: it is not ours to wait on, and closing
   * it over bytes that still arrive would reset the connection before the peer has read the alert.
   */
  private volatile boolean leftOpen;

  /** When a close that never waits gives up the peer's close_notify; 0 before it began. */
  private long awaitedUntil;

  private final Link link;
  private final HandshakeDriver handshake;
  private final InputHalf input;
  private final OutputHalf output;

  Ending(Link link, HandshakeDriver handshake, InputHalf input, OutputHalf output) {
    this.link = link;
    this.handshake = handshake;
    this.input = input;
    this.output = output;
  }

  /** Ends the pipeline for this failure; returns what to throw: the first failure there was. */
  IOException fail(IOException cause) {
    link.fail(cause);
    IOException failure = link.failure();
    if (failure != null && link.beginEnd()) {
      try {
        end(failure);
      } catch (IOException closing) {
        failure.addSuppressed(closing);
      }
    }
    return explain(cause);
  }

  /** What to throw for an exception of the lower channel that this pipeline's end has caused. */
  IOException explain(IOException cause) {
    IOException failure = link.failure();
    if (failure != null) {
      return failure;
    }
    if (!link.closing() || cause instanceof ClosedChannelException) {
      return cause;
    }
    IOException closed = new AsynchronousCloseException();
    closed.initCause(cause);
    return closed;
  }

  /** Closes; after an end, only what that one left open. */
  void close() throws IOException {
    if (!link.beginClose()) {
      return;
    }
    if (link.beginEnd()) {
      end(null);
    } else if (leftOpen) {
      input.discard(MOST_DISCARDED, GLANCE_NANOS);
      link.lower.close();
    }
  }

  /** A step of closing for who must not wait; true when closed. */
  boolean tryClose() throws IOException {
    if (link.lower.mayBlock()
        || !link.usable()
        || !handshake.connected()
        || !link.closePolicy.awaits()
        || isDrained()) {
      close();
      return true;
    }
    return false;
  }

  /** Whether the peer has nothing more to say, or no time to. */
  private boolean isDrained() {
    long now = link.clock.getAsLong();
    if (awaitedUntil == 0) {
      awaitedUntil = now + link.closePolicy.patience().toNanos();
      // 0 says that nothing is awaited yet.
      awaitedUntil += awaitedUntil == 0 ? 1 : 0;
    }
    try {
      boolean out = output.close();
      return (input.drain(0) && out) || now - awaitedUntil >= 0;
    } catch (IOException gone) {
      return true;
    }
  }

  /** Waits for the peer's close_notify, where the policy says so. */
  private void awaitPeer() {
    if (!link.closePolicy.awaits() || !link.lower.mayBlock()) {
      return;
    }
    long nanos = link.closePolicy.patience().toNanos();
    Guard guard = Guard.over(link.lower, nanos);
    try {
      boolean unused = input.drain(nanos);
    } catch (IOException gone) {
      // Whether its close_notify came is what peerClosed() tells.
    } finally {
      guard.close();
    }
  }

  private void end(IOException failure) throws IOException {
    boolean awaiting = failure == null && handshake.connected();
    long patience = awaiting ? link.closePolicy.patience().toNanos() : 0;
    Guard guard = Guard.over(link.lower, Math.addExact(2 * PATIENCE_NANOS, patience));
    try {
      if (sayGoodbye(failure) && awaiting) {
        awaitPeer();
      }
      windDown(failure);
    } catch (IOException gone) {
      // The peer cannot be reached; closing is all that is left.
    } finally {
      guard.close();
    }
    leftOpen = failure != null && mayRead(failure) && !link.lower.mayBlock();
    try {
      if (!leftOpen) {
        link.lower.close();
      }
    } finally {
      if (failure != null) {
        input.abandon();
      }
      link.finish();
      input.release();
      output.release();
    }
  }

  /** Sends the last word; true when it was close_notify after a handshake, and all of it is out. */
  private boolean sayGoodbye(IOException failure) throws IOException {
    if (failure instanceof TlsFailure) {
      output.lastPush(false, PATIENCE_NANOS);
    } else if (failure == null && handshake.connected()) {
      return output.lastPush(true, PATIENCE_NANOS);
    } else if (failure == null) {
      handshake.cancel(PATIENCE_NANOS);
    }
    return false;
  }

  /**
   * Ends the outgoing stream and reads off what is unread, so that closing is no reset. A peer that
   * was refused is given time to hang up, unless its fault is that it lets us wait.
   */
  private void windDown(IOException failure) throws IOException {
    boolean peerMayRead = failure == null || mayRead(failure);
    if (!peerMayRead || !handshake.started() || link.needs(TlsEngine.INPUT_CLOSED)) {
      return;
    }
    link.lower.shutdownOutput();
    if (link.lower.timed() || !link.lower.mayBlock()) {
      boolean patient =
          failure instanceof TlsFailure refusal && refusal.reason() != Reason.HANDSHAKE_DEADLINE;
      input.discard(MOST_DISCARDED, patient ? PATIENCE_NANOS : GLANCE_NANOS);
    }
  }

  /** Whether the peer is there to read the alert that says why it was refused. */
  private static boolean mayRead(IOException failure) {
    return failure instanceof TlsFailure refusal && refusal.origin() == TlsFailure.Origin.LOCAL;
  }
}
