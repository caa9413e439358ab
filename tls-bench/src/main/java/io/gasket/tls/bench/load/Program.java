package io.gasket.tls.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** What a main method runs. */
@FunctionalInterface
public interface Program {
  /** Runs; returning means success. */
  void run(Options options, PrintStream out)
      throws ProgramFailure, IOException, GeneralSecurityException, InterruptedException;

  /**
   * Runs a program with its command line and ends the JVM: exit code 0, or 1 after one line on
   * standard error that says why.
   */
  static void main(String[] args, Options defaults, Program program)
      throws IOException, GeneralSecurityException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int status = run(args, defaults, program, out, System.err);
    out.flush();
    System.exit(status);
  }

  /** As {@link #main}, without an end of the JVM; returns the exit code. */
  static int run(
      String[] args, Options defaults, Program program, PrintStream out, PrintStream errors)
      throws IOException, GeneralSecurityException, InterruptedException {
    if (args.length == 1 && args[0].equals("--help")) {
      out.print(defaults.help());
      return 0;
    }
    try {
      program.run(defaults.with(args), out);
      return 0;
    } catch (ProgramFailure failure) {
      errors.println(failure.getMessage());
      return 1;
    }
  }
}
