package io.gasket.tls.interop.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process of a peer: keeps what it prints, waits for words in it, and is surely ended by {@link
 * #close}. Everything that waits fails with the process's output when the peer takes too long.
 */
public final class PeerProcess implements AutoCloseable {
  /** How long a peer may take for anything; very slow machines need more. */
  static final long PATIENCE_SECONDS = Long.getLong("gasket.patience", 30);

  private final List<String> command;
  private final Process process;
  private final StringBuilder printed = new StringBuilder();
  private final Thread collector;

  private PeerProcess(List<String> command, Process process, InputStream text) {
    this.command = command;
    this.process = process;
    this.collector = new Thread(() -> collect(text), "output of " + command.get(0));
    collector.setDaemon(true);
    collector.start();
  }

  /** Starts a program; what it prints to either stream is kept as one text. */
  public static PeerProcess start(Map<String, String> environment, List<String> command)
      throws IOException {
    Process process = builder(environment, command).redirectErrorStream(true).start();
    return new PeerProcess(command, process, process.getInputStream());
  }

  /** Starts a program whose standard output is data, {@link #data}; only its errors are kept. */
  public static PeerProcess startRaw(Map<String, String> environment, List<String> command)
      throws IOException {
    Process process = builder(environment, command).start();
    return new PeerProcess(command, process, process.getErrorStream());
  }

  private static ProcessBuilder builder(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  /** Writes a line to the process's standard input. */
  public void say(String line) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((line + "\n").getBytes(UTF_8));
    input.flush();
  }

  /** The process's standard input. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** The standard output of a process started raw. */
  public InputStream data() {
    return process.getInputStream();
  }

  /** Ends the process's standard input. */
  public void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits until the process has printed a text. */
  public void await(String text) {
    Matcher unused = await(Pattern.compile(Pattern.quote(text)));
  }

  /** Waits until what the process has printed matches; returns the first match. */
  public Matcher await(Pattern pattern) {
    long start = System.nanoTime();
    synchronized (printed) {
      while (true) {
        Matcher matcher = pattern.matcher(printed.toString());
        if (matcher.find()) {
          return matcher;
        }
        long left =
            TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)
                - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (left <= 0 || !collector.isAlive()) {
          throw new AssertionError(
              "\"" + pattern + "\" was never printed by " + command + ":\n" + printed);
        }
        try {
          printed.wait(Math.min(left, 100));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError(e);
        }
      }
    }
  }

  /** Fails the test when the process has ended. */
  public void assertRunning() {
    if (!process.isAlive()) {
      throw new AssertionError("has ended: " + command + ":\n" + outputAtEnd());
    }
  }

  /** Waits for the process's end; returns its exit code. */
  public int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + command + ":\n" + output());
      }
      collector.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return process.exitValue();
  }

  /** Waits for the process's end; returns all it has printed. */
  public String outputAtEnd() {
    int unused = exitCode();
    return output();
  }

  /** What the process has printed so far. */
  public String output() {
    synchronized (printed) {
      return printed.toString();
    }
  }

  /** The process's number. */
  public long pid() {
    return process.pid();
  }

  /** Kills the process without any chance to clean up, and waits for its end. */
  public void kill() {
    process.destroyForcibly();
    int unused = exitCode();
  }

  @Override
  public void close() {
    kill();
  }

  private void collect(InputStream text) {
    byte[] some = new byte[8192];
    try {
      for (int n = text.read(some); n >= 0; n = text.read(some)) {
        synchronized (printed) {
          printed.append(new String(some, 0, n, ISO_8859_1));
          printed.notifyAll();
        }
      }
    } catch (IOException killed) {
      // What a killed process printed last may be lost.
    }
  }
}
