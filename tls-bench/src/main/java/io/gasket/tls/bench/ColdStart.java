package io.gasket.tls.bench;

import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Setting.KeyKind;
import io.gasket.tls.bench.load.Figures;
import io.gasket.tls.bench.load.JavaProcess;
import io.gasket.tls.bench.load.Machine;
import io.gasket.tls.bench.load.Median;
import io.gasket.tls.bench.load.Options;
import io.gasket.tls.bench.load.Program;
import io.gasket.tls.bench.load.ProgramFailure;
import io.gasket.tls.bench.load.Table;
import io.gasket.tls.bench.peer.Contestants;
import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of a JVM to the end of its first and of its hundredth full handshake, client and
 * server in one thread, by the clock on the wall and in CPU time. The certificates are made before.
 * Run by {@code java -cp tls-bench/target/benchmarks.jar io.gasket.tls.bench.ColdStart}.
 */
public final class ColdStart {
  static final Options OPTIONS =
      Options.none()
          .option("peers", "gasket,jsse", "which of HandshakeBench's")
          .option("handshakes", "100", "which handshake is the last one")
          .option("runs", "9", "how many JVMs each, in turn; medians are shown");

  private static final double MILLI = 1_000;

  private ColdStart() {}

  /** Runs it. */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    Program.main(args, OPTIONS, ColdStart::run);
  }

  static void run(Options options, PrintStream out)
      throws ProgramFailure, IOException, GeneralSecurityException, InterruptedException {
    List<String> peers = options.list("peers");
    for (String peer : peers) {
      Contestants.check(peer);
    }
    int handshakes = options.number("handshakes", 1);
    int runs = options.number("runs", 1);
    String pki = BenchPki.of(KeyKind.EC).encoded();
    List<List<Figures>> samples = new ArrayList<>();
    peers.forEach(peer -> samples.add(new ArrayList<>()));
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < peers.size(); i++) {
        samples.get(i).add(measure(peers.get(i), handshakes, pki));
      }
    }
    out.println("milliseconds from the start of the JVM; " + Machine.text());
    Table table =
        new Table(
            out,
            "peer",
            "main method",
            "1st handshake",
            "handshake no. " + handshakes,
            "CPU: main method",
            "CPU: 1st",
            "CPU: no. " + handshakes);
    for (int i = 0; i < peers.size(); i++) {
      List<Object> cells = new ArrayList<>(List.of(peers.get(i)));
      for (String name : ColdStartChild.NAMES) {
        cells.add(Median.of(samples.get(i).stream().map(run -> run.of(name) / MILLI).toList()));
      }
      table.row(cells.toArray());
    }
  }

  private static Figures measure(String peer, int handshakes, String pki)
      throws ProgramFailure, IOException, InterruptedException {
    List<String> args =
        List.of(peer, Integer.toString(handshakes), Long.toString(ColdStartChild.nowMicros()));
    try (JavaProcess process =
        JavaProcess.start("the JVM of " + peer, List.of(), ColdStartChild.class, args)) {
      return Figures.parse(process.ask(pki));
    }
  }
}
