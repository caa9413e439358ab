package io.gasket.tls.crypto;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The outcome of something that is done elsewhere: given once, from any thread, taken by the thread
 * that drives the engine. Thread-safe, without locks; holds no engine.
 *
 * @param <T> what a success gives
 */
public final class Pending<T> {
  private final AtomicReference<Outcome<T>> outcome = new AtomicReference<>();
  private final AtomicReference<Runnable> listener = new AtomicReference<>();

  private record Outcome<T>(T value, Exception failure) {}

  /** Nothing given yet. */
  public Pending() {}

  /**
   * Gives the value.
   *
   * @return false when an outcome was given before; this one is then ignored
   */
  public boolean complete(T value) {
    return give(new Outcome<>(Objects.requireNonNull(value, "value"), null));
  }

  /** Gives a failure, as {@link #complete} does a value. */
  public boolean fail(Exception failure) {
    return give(new Outcome<>(null, Objects.requireNonNull(failure, "failure")));
  }

  /** Whether an outcome was given. */
  public boolean isDone() {
    return outcome.get() != null;
  }

  /** The value, or null after a failure or before any outcome. */
  public T value() {
    Outcome<T> given = outcome.get();
    return given == null ? null : given.value();
  }

  /** The failure, or null. */
  public Exception failure() {
    Outcome<T> given = outcome.get();
    return given == null ? null : given.failure();
  }

  /**
   * Has an action run once when the outcome is given, on the thread that gives it; at once when it
   * was given already. A later action replaces an earlier one.
   */
  public void onDone(Runnable action) {
    listener.set(Objects.requireNonNull(action, "action"));
    if (isDone()) {
      tell();
    }
  }

  private boolean give(Outcome<T> given) {
    boolean first = outcome.compareAndSet(null, given);
    if (first) {
      tell();
    }
    return first;
  }

  private void tell() {
    Runnable action = listener.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }
}
