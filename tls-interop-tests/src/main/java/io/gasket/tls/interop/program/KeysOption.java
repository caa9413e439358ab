package io.gasket.tls.interop.program;

import picocli.CommandLine.Option;

/** Whether standard input is looked through for keys: when asked, or where they can be of use. */
final class KeysOption {
  @Option(
      names = "--keys",
      description =
          "Take keys from standard input, each a line of its own: R renegotiates, Q quits (default: "
              + "with --renegotiation once or N; else a server leaves standard input alone, and a "
              + "client sends all of it)")
  private boolean keys;

  /** Whether they were asked for. */
  boolean given() {
    return keys;
  }

  /**
   * Whether to take them.
   *
   * @param renegotiates whether connections may be renegotiated
   */
  boolean wanted(boolean renegotiates) {
    return keys || renegotiates;
  }
}
