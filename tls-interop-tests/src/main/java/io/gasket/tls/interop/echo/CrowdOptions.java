package io.gasket.tls.interop.echo;

import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.options.SecondsConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How many clients there are, and for how long. */
final class CrowdOptions {
  private static final int MOST = 10_000;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "64",
      description = "Number of clients, 1 to 10000 (default: ${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      converter = SecondsConverter.class,
      description = "How long they send (default: ${DEFAULT-VALUE})")
  private Duration time;

  int clients() throws ProgramFailure {
    if (clients < 1 || clients > MOST) {
      throw ProgramFailure.badArguments("--clients must be 1 to " + MOST + ", not " + clients);
    }
    return clients;
  }

  Duration time() {
    return time;
  }
}
