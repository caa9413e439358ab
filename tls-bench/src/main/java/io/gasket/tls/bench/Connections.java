package io.gasket.tls.bench;

import io.gasket.tls.bench.echo.Crowd;
import io.gasket.tls.bench.echo.EchoServers;
import io.gasket.tls.bench.echo.ServerProcess;
import io.gasket.tls.bench.load.Figures;
import io.gasket.tls.bench.load.Machine;
import io.gasket.tls.bench.load.Options;
import io.gasket.tls.bench.load.Program;
import io.gasket.tls.bench.load.ProgramFailure;
import io.gasket.tls.bench.load.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Many connections to one server that stand at once: full handshakes a second, the server's heap,
 * and whether all of them still echo. Ends with exit code 1 when a connection is lost or a byte
 * does not come back. Run by {@code java -cp tls-bench/target/benchmarks.jar
 * io.gasket.tls.bench.Connections}.
 */
public final class Connections {
  static final Options OPTIONS =
      Options.none()
          .option("connections", "10000", "how many stand at once")
          .option("messages", "5", "how many each sends once all stand")
          .option("server", EchoServers.GASKET, "which; all of EchoLoad's")
          .option("heap", "256m", "-Xmx of the server");

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often, and after what pause, the server is asked whether it has counted all. */
  private static final int PATIENCE = 100;

  private static final long PAUSE_MILLIS = 20;

  private Connections() {}

  /** Runs it. */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    Program.main(args, OPTIONS, Connections::run);
  }

  static void run(Options options, PrintStream out)
      throws ProgramFailure, IOException, GeneralSecurityException, InterruptedException {
    String name = options.text("server");
    EchoServers.check(List.of(name));
    int size = options.number("connections", 1);
    int messages = options.number("messages", 1);
    Machine.requireDescriptors(size);
    out.printf("%s server with -Xmx%s; %s%n", name, options.text("heap"), Machine.text());
    try (ServerProcess server = ServerProcess.start(name, options.text("heap"));
        Crowd crowd = new Crowd(server)) {
      Figures before = server.settledFigures();
      long start = System.nanoTime();
      crowd.connect(size);
      double handshakesPerSecond = size * NANOS / (System.nanoTime() - start);
      double cpuMillis =
          (server.figures().of("cpu") - before.of("cpu"))
              / (double) TimeUnit.MILLISECONDS.toNanos(1)
              / size;
      long heap = server.settledFigures().of("heap");
      start = System.nanoTime();
      crowd.talk(messages);
      double tripsPerSecond = crowd.trips() * NANOS / (System.nanoTime() - start);
      Figures after = counted(server, crowd.bytesSent());
      check(size, (long) size * messages, crowd, after);

      Table table = new Table(out, "what", "figure");
      table.row("connections that stand", after.of("open"));
      table.row("errors", after.of("failures"));
      table.row("full handshakes/s", Math.round(handshakesPerSecond));
      table.row("server CPU ms per handshake", cpuMillis);
      table.row("server heap in use, bytes", heap);
      table.row("of it per connection, sockets included", (heap - before.of("heap")) / size);
      table.row("trips", crowd.trips());
      table.row("trips/s", Math.round(tripsPerSecond));
      table.row("bytes sent = read = written = back", crowd.bytesBack());
    }
  }

  /** A server counts what it wrote after the write, when the client may have it already. */
  private static Figures counted(ServerProcess server, long bytes)
      throws ProgramFailure, IOException, InterruptedException {
    Figures figures = server.figures();
    for (int i = 0; i < PATIENCE && figures.of("written") < bytes; i++) {
      Thread.sleep(PAUSE_MILLIS);
      figures = server.figures();
    }
    return figures;
  }

  private static void check(int size, long trips, Crowd crowd, Figures server)
      throws ProgramFailure {
    require("connections that stand", size, server.of("open"));
    require("errors of the server", 0, server.of("failures"));
    require("trips", trips, crowd.trips());
    require("bytes the server read", crowd.bytesSent(), server.of("read"));
    require("bytes the server wrote", crowd.bytesSent(), server.of("written"));
    require("bytes that came back", crowd.bytesSent(), crowd.bytesBack());
  }

  private static void require(String what, long wanted, long is) throws ProgramFailure {
    if (wanted != is) {
      throw new ProgramFailure("%s: %d, and should be %d".formatted(what, is, wanted));
    }
  }
}
