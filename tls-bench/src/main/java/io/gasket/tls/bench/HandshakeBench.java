package io.gasket.tls.bench;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Connection;
import io.gasket.tls.bench.contest.Place;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Group;
import io.gasket.tls.bench.contest.Setting.KeyKind;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Setting.Suite;
import io.gasket.tls.bench.contest.Wire;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Both sides of a handshake, engines made and let go included; the server's share is {@code
 * serverCpuNs}. The client judges a chain of two certificates by PKIX and insists on the host name.
 * The certificates are the same each time, which flatters all: the JDK keeps a certificate it has
 * parsed, and with it that its signature was verified.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandshakeBench {
  /** Who. */
  @Param({
    "gasket",
    "gasket-fastest",
    "gasket-prepared",
    "gasket-accp",
    "gasket-conscrypt",
    "jsse",
    "bcjsse",
    "bctls",
    "conscrypt",
    "tcnative"
  })
  public String peer;

  /** What. */
  @Param({
    "full-ec-x25519",
    "full-ec-p256",
    "full-rsa-x25519",
    "mutual-ec-x25519",
    "resumed-id",
    "resumed-ticket"
  })
  public String kind;

  private final Wire wire = new Wire(Place.HEAP);
  private final ServerCpu serverCpu = new ServerCpu();
  private Setting setting;
  private Arena arena;

  static Setting setting(String kind) {
    Suite suite = Suite.AES128GCM;
    return switch (kind) {
      case "full-ec-x25519" -> new Setting(suite, Group.X25519, KeyKind.EC, false, Resumption.NONE);
      case "full-ec-p256" -> new Setting(suite, Group.P256, KeyKind.EC, false, Resumption.NONE);
      case "full-rsa-x25519" ->
          new Setting(suite, Group.X25519, KeyKind.RSA, false, Resumption.NONE);
      case "mutual-ec-x25519" ->
          new Setting(suite, Group.X25519, KeyKind.EC, true, Resumption.NONE);
      case "resumed-id" -> new Setting(suite, Group.X25519, KeyKind.EC, false, Resumption.ID);
      case "resumed-ticket" ->
          new Setting(suite, Group.X25519, KeyKind.EC, false, Resumption.TICKET);
      default -> throw new IllegalArgumentException("no such kind of handshake: " + kind);
    };
  }

  /** Makes the contexts, and has two handshakes looked at. */
  @Setup
  public void prepare() throws Exception {
    setting = setting(kind);
    arena = Proven.arena(peer, setting, Place.HEAP);
    WarmUp.run(this::handshake);
  }

  /** One handshake. */
  @Benchmark
  public boolean handshake() throws IOException {
    try (Connection connection = wire.connect(arena, serverCpu.handshakeBegins())) {
      serverCpu.handshakeEnds();
      return connection.client().isConnected();
    }
  }

  /** Has another one looked at: sessions may have been lost meanwhile. */
  @TearDown(Level.Iteration)
  public void prove() throws IOException {
    wire.observe(arena).check(setting, false);
  }

  /** Lets go. */
  @TearDown
  public void close() {
    arena.close();
  }
}
