package io.gasket.tls.bench.contest;

/** A contestant cannot do what a setting asks for: the benchmark is skipped, never bent. */
public final class Unsupported extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param why one sentence
   */
  public Unsupported(String contestant, Object setting, String why) {
    super("skipped: " + contestant + " with " + setting + ": " + why, null, false, false);
  }
}
