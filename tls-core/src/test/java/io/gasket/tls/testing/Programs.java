package io.gasket.tls.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs programs of the machine, such as openssl, to the end. */
public final class Programs {
  private static final int PATIENCE_SECONDS = 60;

  private Programs() {}

  /**
   * Skips the test when a program is not installed; fails it instead when the environment says
   * GASKET_CI=true.
   */
  public static void require(String program) {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (System.getenv("GASKET_CI") != null && System.getenv("GASKET_CI").equals("true")) {
      Assertions.assertTrue(found, program + " is not installed");
    }
    Assumptions.assumeTrue(found, "skipped, because " + program + " is not installed");
  }

  /** The program of the JDK that runs the tests, for example keytool. */
  public static String ofJdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  /**
   * Runs a command in a folder and gives back what it prints; fails the test when it does not end
   * well.
   */
  public static String run(Path folder, String... command) {
    return run(folder, List.of(command));
  }

  /** As {@link #run(Path, String...)}. */
  public static String run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command);
      }
      String text = Files.readString(output, UTF_8);
      Files.delete(output);
      Assertions.assertEquals(0, process.exitValue(), () -> command + " failed: " + text);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
