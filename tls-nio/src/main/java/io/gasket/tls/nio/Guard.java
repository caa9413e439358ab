package io.gasket.tls.nio;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Bounds work that may wait on the channel below: when the time is over before {@link #close}, the
 * channel is closed, which wakes whoever waits on it. Uses the platform's own timer thread.
 */
final class Guard implements AutoCloseable {
  private static final Guard NONE = new Guard();

  private final CompletableFuture<Void> time = new CompletableFuture<>();
  private volatile boolean fired;

  private Guard() {}

  /** Guards a channel for so many nanoseconds; not at all for {@code Long.MAX_VALUE}. */
  static Guard over(Lower lower, long nanos) {
    if (nanos == Long.MAX_VALUE || !lower.mayBlock()) {
      return NONE;
    }
    Guard guard = new Guard();
    CompletableFuture<Void> unused =
        guard
            .time
            .completeOnTimeout(null, Math.max(0, nanos), TimeUnit.NANOSECONDS)
            .thenRunAsync(() -> guard.fire(lower));
    return guard;
  }

  /** Whether the time was over and the channel has been closed for it. */
  boolean fired() {
    return fired;
  }

  /** Ends the guard; also stops the timer. */
  @Override
  public void close() {
    time.cancel(false);
  }

  private void fire(Lower lower) {
    fired = true;
    try {
      lower.close();
    } catch (IOException broken) {
      // Closing was all there was to do; who works on the channel gets its own exception.
    }
  }
}
