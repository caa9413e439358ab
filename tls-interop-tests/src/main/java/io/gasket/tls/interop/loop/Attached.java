package io.gasket.tls.interop.loop;

/** What hangs on a selection key of the loop. */
interface Attached {
  /** The channel is ready for something that was asked of the selector. */
  void ready();

  /**
   * Called some ten times a second.
   *
   * @param now {@link System#nanoTime()}
   */
  void tick(long now);

  /** The loop ends: lets go of the channel at once. */
  void abandon();
}
