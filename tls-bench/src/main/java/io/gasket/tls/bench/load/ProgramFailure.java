package io.gasket.tls.bench.load;

/** Ends a program with one line for whoever runs it, and exit code 1. */
public final class ProgramFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param line what went wrong, and what to change where there is something
   */
  public ProgramFailure(String line) {
    super(line);
  }
}
