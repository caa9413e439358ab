package io.gasket.tls.bench;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Connection;
import io.gasket.tls.bench.contest.Place;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Unsupported;
import io.gasket.tls.bench.contest.Wire;
import io.gasket.tls.bench.peer.Contestants;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Random;

/** Contestants whose bytes have been looked at before they are timed. */
final class Proven {
  private static final String FLOOR = "floor";

  private Proven() {}

  /**
   * A contestant's contexts, after a first and a second connection that did what the setting says.
   *
   * @throws Unsupported when it cannot; JMH shows it and goes on to the next
   */
  static Arena arena(String peer, Setting setting, Place place)
      throws Unsupported, IOException, GeneralSecurityException {
    boolean isFloor = peer.equals(FLOOR);
    Arena arena = Contestants.named(peer).arena(setting);
    if (!isFloor) {
      Wire wire = new Wire(place);
      wire.observe(arena).check(setting, true);
      wire.observe(arena).check(setting, false);
    }
    return arena;
  }

  /** A connection over which data has gone both ways. */
  static Connection connection(Arena arena, Place place) throws IOException {
    Connection connection = new Wire(place).connect(arena);
    connection.checkEcho(place);
    return connection;
  }

  /** So many bytes to send. */
  static ByteBuffer data(Place place, int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return place.allocate(size).put(bytes).flip();
  }

  /** Room for so many bytes, sealed or plain. */
  static ByteBuffer room(Place place, int size) {
    return place.allocate(size + size / 100 + 2 * Wire.ROOM);
  }

  /** Checks that all of {@code app} is what came into {@code received}. */
  static void same(ByteBuffer app, ByteBuffer received) throws IOException {
    if (!app.duplicate().rewind().equals(received.duplicate().flip())) {
      throw new IOException("other bytes arrived than were sent");
    }
  }
}
