package io.gasket.tls.interop;

import io.gasket.tls.interop.options.ProgramFailure;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How every program tells of a failure: one line on standard error that starts with the program's
 * name, exit code 2 for bad arguments and 1 for anything else.
 */
final class OneLineFailures {
  private OneLineFailures() {}

  static CommandLine installedIn(CommandLine programs) {
    return programs
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (failure, args) -> {
              CommandLine program = failure.getCommandLine();
              print(program, text(failure));
              return program.getCommandSpec().exitCodeOnInvalidInput();
            })
        .setExecutionExceptionHandler(
            (failure, program, result) -> {
              print(program, text(failure));
              return failure instanceof ProgramFailure known
                  ? known.exitCode()
                  : program.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  private static String text(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      boolean command = !failure.getCommandLine().getSubcommands().isEmpty();
      String kind = argument.startsWith("-") ? "option" : command ? "command" : "argument";
      return "unknown " + kind + " '" + argument + "' (--help tells the known ones)";
    }
    return failure.getMessage();
  }

  private static String text(Exception failure) {
    if (failure instanceof ProgramFailure) {
      return failure.getMessage();
    }
    if (failure instanceof IOException io) {
      return ProgramFailure.text(io);
    }
    return "internal failure, please report it: " + failure;
  }

  private static void print(CommandLine program, String text) {
    PrintWriter err = program.getErr();
    err.println(program.getCommandSpec().qualifiedName() + ": " + ProgramFailure.oneLine(text));
    err.flush();
  }
}
