package io.gasket.tls.bench;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Connection;
import io.gasket.tls.bench.contest.Place;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Suite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Data sealed by the client and opened by the server, as much a call as a benchmark says. */
@State(Scope.Thread)
public abstract class RoundTrips {
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

  /** Where all buffers lie. */
  @Param({"heap", "direct"})
  public String buffer;

  private Arena arena;
  private Connection connection;
  private ByteBuffer app;
  private ByteBuffer net;
  private ByteBuffer received;

  /** Bytes of application data in a call. */
  abstract int length();

  /** Connects, and has the data checked. */
  @Setup
  public void connect() throws Exception {
    Place place = Place.valueOf(buffer.toUpperCase(Locale.ROOT));
    Setting setting = Setting.records(Suite.valueOf(suite.toUpperCase(Locale.ROOT)));
    arena = Proven.arena(peer, setting, place);
    connection = Proven.connection(arena, place);
    app = Proven.data(place, length());
    net = Proven.room(place, length());
    received = Proven.room(place, length());
    WarmUp.run(this::roundTrip);
  }

  /** All the data, once. */
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

  /** Checks that the last data arrived, and lets go. */
  @TearDown
  public void close() throws IOException {
    Proven.same(app, received);
    connection.close();
    arena.close();
  }
}
