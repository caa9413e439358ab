package io.gasket.tls.interop.options;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a client's session comes from and is kept, to be resumed by another process. */
public final class SessionFileOptions {
  @Option(
      names = "--session-out",
      paramLabel = "FILE",
      description =
          "Keep the session in a file, for its owner alone: whoever has it can read the connection "
              + "and pose as its client")
  private Path out;

  @Option(
      names = "--session-in",
      paramLabel = "FILE",
      description = "Resume the session that --session-out has kept")
  private Path in;

  /** Where the session comes from. */
  public Optional<Path> in() {
    return Optional.ofNullable(in);
  }

  /** Where the session is kept. */
  public Optional<Path> out() {
    return Optional.ofNullable(out);
  }
}
