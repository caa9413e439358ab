package io.gasket.tls.bench;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Connection;
import io.gasket.tls.bench.contest.Place;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.KeyKind;
import io.gasket.tls.bench.contest.Setting.Suite;
import io.gasket.tls.bench.contest.Unsupported;
import io.gasket.tls.bench.contest.Wire;
import io.gasket.tls.bench.load.Figures;
import io.gasket.tls.bench.peer.Contestants;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The JVM whose start {@link ColdStart} measures: takes the certificates from its input, does the
 * handshakes, and prints when it was where.
 */
final class ColdStartChild {
  /** The figures, all in microseconds since the start. */
  static final List<String> NAMES =
      List.of("main", "first", "last", "cpuMain", "cpuFirst", "cpuLast");

  private ColdStartChild() {}

  /** The time, for processes of one machine to compare. */
  static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** As the arguments say: the contestant, how many handshakes, when the start was. */
  public static void main(String[] args) throws IOException, GeneralSecurityException, Unsupported {
    long start = Long.parseLong(args[2]);
    long main = nowMicros() - start;
    long cpuMain = cpuMicros();
    String pki =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    BenchPki.adopt(KeyKind.EC, pki);
    long first = 0;
    long cpuFirst = 0;
    try (Arena arena = Contestants.named(args[0]).arena(Setting.records(Suite.AES128GCM))) {
      Wire wire = new Wire(Place.HEAP);
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        try (Connection connection = wire.connect(arena)) {
          if (!connection.server().isConnected()) {
            throw new IOException("handshake " + (i + 1) + " did not come to its end");
          }
          if (i == 0) {
            first = nowMicros() - start;
            cpuFirst = cpuMicros();
          }
        }
      }
    }
    long last = nowMicros() - start;
    long cpuLast = cpuMicros();
    Figures figures = Figures.none();
    long[] values = {main, first, last, cpuMain, cpuFirst, cpuLast};
    for (int i = 0; i < values.length; i++) {
      figures = figures.with(NAMES.get(i), values[i]);
    }
    System.out.println(figures.line());
  }

  /** Without the management beans, whose classes would count as part of the start. */
  private static long cpuMicros() {
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return cpu.toNanos() / 1_000;
  }
}
