package io.gasket.tls.bench.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM of the same make and class path, spoken with in lines over its standard streams; what
 * it says on its standard error is passed on. It is expected to end when its input ends.
 */
public final class JavaProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  /** From this release on the JVM warns of every library that loads native code or uses Unsafe. */
  private static final int WARNS_SINCE = 24;

  private final String name;
  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;

  private JavaProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param name what to call it in failures
   * @param jvmOptions such as {@code -Xmx256m}
   */
  public static JavaProcess start(
      String name, List<String> jvmOptions, Class<?> main, List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    if (Runtime.version().feature() >= WARNS_SINCE) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    return new JavaProcess(
        name, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Says a line to it. */
  public void say(String line) throws IOException {
    input.write(line);
    input.newLine();
    input.flush();
  }

  /**
   * The next line it says.
   *
   * @throws ProgramFailure when it ends instead
   */
  public String hear() throws ProgramFailure, IOException, InterruptedException {
    String line = output.readLine();
    if (line == null) {
      throw new ProgramFailure(name + " has ended with exit code " + process.waitFor());
    }
    return line;
  }

  /** Says a line and hears the answer. */
  public String ask(String line) throws ProgramFailure, IOException, InterruptedException {
    try {
      say(line);
    } catch (IOException gone) {
      throw new ProgramFailure(name + " has ended with exit code " + process.waitFor());
    }
    return hear();
  }

  /** Ends it. */
  @Override
  public void close() {
    try (output) {
      input.close();
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException gone) {
      // It has ended before.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
