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

  /** Does something on a connection that stands; an exception ends it. */
  void perform(Connection.Action action);

  /** Lets go of the channel at once, unless it carries the end of a connection. */
  void abandonUnlessClosing();

  /** The loop ends: lets go of the channel at once. */
  void abandon();
}
