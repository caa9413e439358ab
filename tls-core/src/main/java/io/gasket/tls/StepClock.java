package io.gasket.tls;

import io.gasket.tls.event.ConnectionEvents;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.time.Duration;

/**
 * Times a handshake from the ticks its engine is given: what each step took, and whether the
 * deadline has passed (H2). Times are as exact as ticks are frequent. Not thread-safe.
 */
final class StepClock {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final long limit;
  private final ConnectionEvents events;

  /**
   * What was waited for before the step under way, with its times; null as long as that is none.
   */
  private StringBuilder steps;

  private final long start;
  private long stepStart;
  private long last;
  private String step;

  /**
   * A clock that starts at a handshake's first tick.
   *
   * @param limit in nanoseconds
   * @param now what the handshake waits for at that time
   */
  StepClock(long limit, ConnectionEvents events, long nanoTime, String now) {
    this.limit = limit;
    this.events = events;
    this.start = nanoTime;
    this.stepStart = nanoTime;
    this.last = nanoTime;
    this.step = now;
  }

  /** A limit in nanoseconds, Long.MAX_VALUE at most. */
  static long nanos(Duration limit) {
    return limit.compareTo(LONGEST) < 0 ? limit.toNanos() : Long.MAX_VALUE;
  }

  /** Takes the time; {@code now} is what the handshake waits for at that time. */
  void tick(long nanoTime, String now) throws TlsFailure {
    last = nanoTime;
    if (!step.equals(now)) {
      events.step(step, nanoTime - stepStart);
      if (steps == null) {
        steps = new StringBuilder();
      }
      steps.append(step).append(' ').append(millis(nanoTime - stepStart)).append(", ");
      step = now;
      stepStart = nanoTime;
    }
    if (nanoTime - start >= limit) {
      events.step(step, nanoTime - stepStart);
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.HANDSHAKE_DEADLINE,
          "the handshake did not finish within "
              + millis(limit)
              + " (Limits.handshakeDeadline); it stood waiting for "
              + step
              + ". Waited for: "
              + (steps == null ? "" : steps)
              + step
              + " "
              + millis(nanoTime - stepStart)
              + ".");
    }
  }

  /** Nanoseconds from the last tick to the deadline. */
  long left() {
    return Math.max(0, limit - (last - start));
  }

  /** The handshake is done; returns the nanoseconds from the first tick to the last. */
  long finish() {
    events.step(step, last - stepStart);
    return last - start;
  }

  private static String millis(long nanos) {
    return nanos / 1_000_000 + " ms";
  }
}
