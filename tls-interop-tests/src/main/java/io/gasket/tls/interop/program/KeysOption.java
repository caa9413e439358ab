package io.gasket.tls.interop.program;

import picocli.CommandLine.Option;

/** Whether standard input is looked through for keys. */
final class KeysOption {
  @Option(
      names = "--keys",
      description =
          "Take keys from standard input, each a line of its own: R renegotiates, Q quits (default: "
              + "a server leaves standard input alone, a client sends all of it)")
  private boolean keys;

  boolean wanted() {
    return keys;
  }
}
