package io.gasket.tls.bench;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Connection;
import io.gasket.tls.bench.contest.Place;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Suite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One record sealed by the client and opened by the server. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBench {
  /** Who. */
  @Param({
    "gasket",
    "gasket-zero",
    "gasket-accp",
    "gasket-conscrypt",
    "floor",
    "jsse",
    "bcjsse",
    "bctls",
    "conscrypt",
    "tcnative"
  })
  public String peer;

  /** Record protection. */
  @Param({"aes128gcm", "aes256gcm", "chacha20"})
  public String suite;

  /** Bytes of application data in the record. */
  @Param({"64", "1024", "16384"})
  public int size;

  /** Where all buffers lie. */
  @Param({"heap", "direct"})
  public String buffer;

  private Arena arena;
  private Connection connection;
  private ByteBuffer app;
  private ByteBuffer net;
  private ByteBuffer received;

  /** Connects, and has the data checked. */
  @Setup
  public void connect() throws Exception {
    Place place = Place.valueOf(buffer.toUpperCase(Locale.ROOT));
    Setting setting = Setting.records(Suite.valueOf(suite.toUpperCase(Locale.ROOT)));
    arena = Proven.arena(peer, setting, place);
    connection = Proven.connection(arena, place);
    app = Proven.data(place, size);
    net = Proven.room(place, size);
    received = Proven.room(place, size);
    WarmUp.run(this::roundTrip);
  }

  /** One record. */
  @Benchmark
  public int roundTrip() throws IOException {
    app.clear();
    net.clear();
    received.clear();
    connection.client().seal(app, net);
    net.flip();
    connection.server().open(net, received);
    return received.position();
  }

  /** Checks that the last record arrived, and lets go. */
  @TearDown
  public void close() throws IOException {
    Proven.same(app, received);
    connection.close();
    arena.close();
  }
}
