package io.gasket.tls.interop;

import io.gasket.tls.interop.certs.CertsCommand;
import io.gasket.tls.interop.echo.DemoCommand;
import io.gasket.tls.interop.echo.EchoClientCommand;
import io.gasket.tls.interop.echo.EchoServerCommand;
import io.gasket.tls.interop.explain.ExplainCommand;
import io.gasket.tls.interop.program.ClientCommand;
import io.gasket.tls.interop.program.ServerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Entry point of {@code gasket.jar}: picks the program its first argument names. */
@Command(
    name = "gasket",
    description = "TLS 1.2 programs on the Gasket engine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CertsCommand.class,
      ServerCommand.class,
      ClientCommand.class,
      EchoServerCommand.class,
      EchoClientCommand.class,
      DemoCommand.class,
      ExplainCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the program and exits: 0 done, 1 failed, 2 bad arguments. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** All programs, ready to execute arguments. */
  static CommandLine commandLine() {
    CommandLine programs = new CommandLine(new Main());
    programs
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help")
                .build());
    return OneLineFailures.installedIn(programs);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is needed: "
            + String.join(", ", spec.subcommands().keySet())
            + " (--help tells more)");
  }
}
