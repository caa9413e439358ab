package io.gasket.tls.nio;

import io.gasket.tls.TlsEngine;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** What the parts of one pipeline share: what lies below, the engine, and how it all ended. */
final class Link {
  final Lower lower;
  final TlsEngine engine;
  final BufferPool pool;
  final LongSupplier clock;
  final ClosePolicy closePolicy;

  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private volatile boolean over;

  Link(
      Lower lower, TlsEngine engine, BufferPool pool, LongSupplier clock, ClosePolicy closePolicy) {
    this.lower = lower;
    this.engine = engine;
    this.pool = pool;
    this.clock = clock;
    this.closePolicy = closePolicy;
  }

  /** Whether the engine shows any of these bits. */
  boolean needs(int bits) {
    return (engine.needs() & bits) != 0;
  }

  /** Throws the failure, or {@link ClosedChannelException} after close. */
  void check() throws IOException {
    IOException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    if (closing.get()) {
      throw new ClosedChannelException();
    }
  }

  /** The first failure, or null. */
  IOException failure() {
    return failure.get();
  }

  /** Makes this the failure, unless there is one already or the pipeline was closed first. */
  void fail(IOException cause) {
    if (!closing.get()) {
      failure.compareAndSet(null, cause);
    }
  }

  /** Starts closing; false when another call has. */
  boolean beginClose() {
    return closing.compareAndSet(false, true);
  }

  /** Starts winding up, for a failure or a close; false when another call has. */
  boolean beginEnd() {
    return ending.compareAndSet(false, true);
  }

  boolean closing() {
    return closing.get();
  }

  /** Whether there is neither a failure nor a close. */
  boolean usable() {
    return failure.get() == null && !closing.get();
  }

  /** From here on nothing is sent or received, and each half gives its buffers back. */
  void finish() {
    over = true;
  }

  boolean over() {
    return over;
  }
}
