package io.gasket.tls.interop.echo;

import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.session.FailureLine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Watches a crowd of clients for a while: a line each second, a sum at the end. */
final class EchoRun {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EchoClients clients;
  private final PrintStream out;
  private long nanos;
  private long trips;
  private Footprint footprint;

  EchoRun(EchoClients clients, PrintStream out) {
    this.clients = clients;
    this.out = out;
  }

  /** Lets the clients run for a time, then has them finish; fails if a byte did not come back. */
  void watch(Duration time) throws ProgramFailure, InterruptedException {
    clients.awaitStart();
    long start = System.nanoTime();
    long lastTime = start;
    long lastTrips = 0;
    for (int second = 1; clients.failure() == null && lastTime - start < time.toNanos(); second++) {
      long next = Math.min(TimeUnit.SECONDS.toNanos(second), time.toNanos());
      TimeUnit.NANOSECONDS.sleep(start + next - System.nanoTime());
      long now = System.nanoTime();
      trips = clients.roundTrips();
      out.printf(
          "%3d s: %,d round trips/s%n", second, perSecond(trips - lastTrips, now - lastTime));
      lastTime = now;
      lastTrips = trips;
    }
    nanos = lastTime - start;
    footprint = Footprint.now();
    boolean finished = clients.finish(PATIENCE);
    judge(finished);
  }

  private void judge(boolean finished) throws ProgramFailure {
    if (clients.failure() != null) {
      throw new ProgramFailure("a client failed: " + FailureLine.of(clients.failure()));
    }
    long sent = clients.statistics().bytesSent();
    long received = clients.statistics().bytesReceived();
    if (!finished || sent != received) {
      throw new ProgramFailure(
          "not every byte came back: %d sent, %d received".formatted(sent, received));
    }
  }

  /** Prints the rates, then memory and threads. */
  void printSum() {
    long rate = perSecond(trips, nanos);
    out.printf("%d round trips/s%n%d round trips/min%n", rate, rate * 60);
    out.print(footprint.text());
  }

  private static long perSecond(long count, long nanos) {
    return Math.round(count * NANOS / nanos);
  }
}
