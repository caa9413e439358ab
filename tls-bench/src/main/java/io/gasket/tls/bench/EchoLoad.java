package io.gasket.tls.bench;

import io.gasket.tls.bench.echo.Crowd;
import io.gasket.tls.bench.echo.EchoServers;
import io.gasket.tls.bench.echo.ServerProcess;
import io.gasket.tls.bench.load.Machine;
import io.gasket.tls.bench.load.Median;
import io.gasket.tls.bench.load.Options;
import io.gasket.tls.bench.load.Program;
import io.gasket.tls.bench.load.ProgramFailure;
import io.gasket.tls.bench.load.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Clients that send random messages of 1 to 100 bytes and await the echo of each, against servers
 * of several makes: trips a second, and what the server's process used of the CPU. One thread of
 * this JVM drives all clients, this project's for every server; each server has one thread in a JVM
 * of its own. Run by {@code java -cp tls-bench/target/benchmarks.jar io.gasket.tls.bench.EchoLoad}.
 */
public final class EchoLoad {
  static final Options OPTIONS =
      Options.none()
          .option("servers", String.join(",", EchoServers.NAMES), "which, in this order")
          .option("clients", "64", "how many at once")
          .option("seconds", "10", "how long each server is measured, each round")
          .option("warmup", "100000", "trips before that, as seconds say little on a busy machine")
          .option("rounds", "3", "how often each server is started anew; medians are shown")
          .option("heap", "256m", "-Xmx of the servers");

  private static final double TRIPS = 100_000;
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private EchoLoad() {}

  /** Runs it. */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    Program.main(args, OPTIONS, EchoLoad::run);
  }

  static void run(Options options, PrintStream out)
      throws ProgramFailure, IOException, GeneralSecurityException, InterruptedException {
    List<String> servers = options.list("servers");
    EchoServers.check(servers);
    Load load = new Load(options);
    int rounds = options.number("rounds", 1);
    Machine.requireDescriptors(load.clients);
    Map<String, Samples> samples = new LinkedHashMap<>();
    out.println(load.clients + " clients; " + Machine.text());
    for (int round = 0; round < rounds; round++) {
      for (String server : servers) {
        load.measure(server, samples.computeIfAbsent(server, unused -> new Samples()));
      }
    }
    print(samples, out);
    out.println("at the end: " + Machine.text());
  }

  /** What the rounds of one server came to. */
  private static final class Samples {
    final List<Double> tripsPerSecond = new ArrayList<>();
    final List<Double> cpuSeconds = new ArrayList<>();
  }

  /** What a server has to bear. */
  private static final class Load {
    final int clients;
    private final int warmupEach;
    private final Duration time;
    private final String heap;

    Load(Options options) throws ProgramFailure {
      clients = options.number("clients", 1);
      warmupEach = 1 + options.number("warmup", 0) / clients;
      time = Duration.ofSeconds(options.number("seconds", 1));
      heap = options.text("heap");
    }

    void measure(String name, Samples samples)
        throws ProgramFailure, IOException, GeneralSecurityException, InterruptedException {
      try (ServerProcess server = ServerProcess.start(name, heap);
          Crowd crowd = new Crowd(server)) {
        crowd.connect(clients);
        crowd.talk(warmupEach);
        long trips = crowd.trips();
        long cpu = server.figures().of("cpu");
        long start = System.nanoTime();
        crowd.talk(time);
        long nanos = System.nanoTime() - start;
        cpu = server.figures().of("cpu") - cpu;
        trips = crowd.trips() - trips;
        samples.tripsPerSecond.add(trips * NANOS / nanos);
        samples.cpuSeconds.add(cpu / NANOS * TRIPS / trips);
      }
    }
  }

  private static void print(Map<String, Samples> samples, PrintStream out) {
    double first = Median.of(samples.values().iterator().next().cpuSeconds);
    Table table =
        new Table(
            out,
            "server",
            "trips/s",
            "server CPU s per 100,000 trips",
            "times that of " + samples.keySet().iterator().next());
    samples.forEach(
        (name, sample) -> {
          double cpu = Median.of(sample.cpuSeconds);
          table.row(name, Math.round(Median.of(sample.tripsPerSecond)), cpu, cpu / first);
        });
  }
}
