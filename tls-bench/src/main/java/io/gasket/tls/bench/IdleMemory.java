package io.gasket.tls.bench;

import io.gasket.tls.bench.load.Figures;
import io.gasket.tls.bench.load.JavaProcess;
import io.gasket.tls.bench.load.Machine;
import io.gasket.tls.bench.load.Options;
import io.gasket.tls.bench.load.Program;
import io.gasket.tls.bench.load.ProgramFailure;
import io.gasket.tls.bench.load.Table;
import io.gasket.tls.bench.peer.Contestants;
import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;

/**
 * The heap that an idle connection keeps on the server's side, live and hibernated. Each row is a
 * JVM of its own: see {@link IdleMemoryChild}. Ends with exit code 1 when the connections do not
 * fit, or one does not come back alive. Only the heap is looked at: what Conscrypt and tcnative
 * keep in native memory is not in it. Run by {@code java -cp tls-bench/target/benchmarks.jar
 * io.gasket.tls.bench.IdleMemory}.
 */
public final class IdleMemory {
  static final Options OPTIONS =
      Options.none()
          .option("peers", "jsse,bctls,conscrypt,tcnative", "measured with --few, beside gasket")
          .option("few", "1000", "connections after full handshakes")
          .option("many", "100000", "connections after resumptions by ticket, gasket only")
          .option("heap", "1g", "-Xmx for live connections")
          .option("small-heap", "128m", "-Xmx for hibernated connections");

  private static final String GASKET = "gasket";

  private IdleMemory() {}

  /** Runs it. */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    Program.main(args, OPTIONS, IdleMemory::run);
  }

  /** How the connections of a row lie idle. */
  enum State {
    /** As the handshake left them. */
    LIVE,
    /** Told that nothing will happen for long. */
    HIBERNATED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How they came about. */
  enum Origin {
    FULL,
    RESUMED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static void run(Options options, PrintStream out)
      throws ProgramFailure, IOException, InterruptedException {
    int few = options.number("few", 1);
    int many = options.number("many", 1);
    List<String> peers = options.list("peers");
    for (String peer : peers) {
      Contestants.check(peer);
    }
    out.println("server side, heap only; " + Machine.text());
    Table table =
        new Table(out, "peer", "connections", "handshake", "state", "-Xmx", "bytes each", "woken");
    Rows rows = new Rows(options, table);
    rows.measure(GASKET, few, Origin.FULL, State.LIVE);
    rows.measure(GASKET, few, Origin.FULL, State.HIBERNATED);
    for (String peer : peers) {
      rows.measure(peer, few, Origin.FULL, State.LIVE);
    }
    rows.measure(GASKET, many, Origin.RESUMED, State.LIVE);
    rows.measure(GASKET, many, Origin.RESUMED, State.HIBERNATED);
  }

  /** Measures row after row. */
  private record Rows(Options options, Table table) {
    void measure(String peer, int connections, Origin origin, State state)
        throws ProgramFailure, IOException, InterruptedException {
      String heap = options.text(state == State.LIVE ? "heap" : "small-heap");
      List<String> args = List.of(peer, Integer.toString(connections), origin.name(), state.name());
      String name = "the JVM of %s, %d connections, %s, -Xmx%s,";
      try (JavaProcess process =
          JavaProcess.start(
              name.formatted(peer, connections, state, heap),
              List.of("-Xmx" + heap),
              IdleMemoryChild.class,
              args)) {
        Figures figures = Figures.parse(process.hear());
        table.row(
            peer,
            connections,
            origin,
            state,
            mebibytes(figures.of("max")),
            figures.of("each"),
            figures.of("woken"));
      }
    }

    /** What the JVM itself says it may use. */
    private static String mebibytes(long bytes) {
      return (bytes >> 20) + "m";
    }
  }
}
