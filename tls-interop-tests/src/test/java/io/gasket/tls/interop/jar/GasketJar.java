package io.gasket.tls.interop.jar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gasket.tls.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs programs of the jar, with their output in files. */
final class GasketJar {
  private static final Path JAR = Path.of("target", "gasket.jar");
  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern LISTENING = Pattern.compile("(?m)^listening on \\S+:(\\d+)$");

  private GasketJar() {}

  /** What a program that has ended left behind. */
  record Result(int exitCode, String out, String err) {
    String lastLines(int count) {
      List<String> lines = out.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
  }

  /** Runs a program to its end. */
  static Result run(Path folder, String... arguments) throws Exception {
    return feed("", folder, arguments);
  }

  /** Runs a program to its end, with this on its standard input. */
  static Result feed(String input, Path folder, String... arguments) throws Exception {
    try (Running running = start(folder, arguments)) {
      running.process.getOutputStream().write(input.getBytes(UTF_8));
      running.process.getOutputStream().close();
      return running.await();
    }
  }

  /** Starts a program. */
  static Running start(Path folder, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Programs.ofJdk("java"), "-jar", JAR.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Running(process, out, err);
  }

  /** A program that runs; closing kills it. */
  record Running(Process process, Path outFile, Path errFile) implements AutoCloseable {
    /** The port it listens on, once it does. */
    int port() throws Exception {
      return Integer.parseInt(awaitOutput(LISTENING).group(1));
    }

    /** Waits until its output has this. */
    Matcher awaitOutput(Pattern pattern) throws Exception {
      return awaitOutput(pattern, 1);
    }

    /** Waits until its output has this so many times; the last of them. */
    Matcher awaitOutput(Pattern pattern, int times) throws Exception {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (System.nanoTime() < end) {
        boolean ended = !process.isAlive();
        Matcher matcher = pattern.matcher(out());
        int found = 0;
        while (found < times && matcher.find()) {
          found++;
        }
        if (found == times) {
          return matcher;
        }
        if (ended) {
          break;
        }
        Thread.sleep(20);
      }
      throw new AssertionError(times + " times no " + pattern + " in: " + out() + Files.readString(errFile));
    }

    String out() throws IOException {
      return Files.readString(outFile);
    }

    /** Asks the program to end, as Ctrl-C does. */
    void interrupt() {
      process.destroy();
    }

    Result await() throws Exception {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + out() + Files.readString(errFile));
      }
      return new Result(process.exitValue(), out(), Files.readString(errFile));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
