package io.gasket.tls.bench.contest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * The two ends of one connection.
 *
 * @param client the client's end
 * @param server the server's end
 */
public record Connection(Side client, Side server) implements AutoCloseable {
  private static final int[] LENGTHS = {1, 64, 1_000, 16_384, 50_000};

  /**
   * Sends data of several lengths both ways.
   *
   * @throws IOException when other bytes arrive than were sent, or none were sealed
   */
  public void checkEcho() throws IOException {
    for (Place place : Place.values()) {
      checkEcho(place);
    }
  }

  /** As {@link #checkEcho()}, with buffers of one kind. */
  public void checkEcho(Place place) throws IOException {
    Random random = new Random(1);
    for (int length : LENGTHS) {
      byte[] sent = new byte[length];
      random.nextBytes(sent);
      check(client, server, sent, place);
      check(server, client, sent, place);
    }
  }

  private static void check(Side from, Side to, byte[] sent, Place place) throws IOException {
    ByteBuffer plain = place.allocate(sent.length);
    plain.put(sent).flip();
    ByteBuffer net = place.allocate(sent.length + 2 * Wire.ROOM);
    ByteBuffer received = place.allocate(sent.length + Wire.ROOM);
    from.seal(plain, net);
    net.flip();
    if (net.remaining() < sent.length + 16) {
      throw new IOException("too few bytes on the wire: " + net.remaining());
    }
    to.open(net, received);
    byte[] bytes = new byte[received.flip().remaining()];
    received.get(bytes);
    if (plain.hasRemaining() || net.hasRemaining() || !Arrays.equals(sent, bytes)) {
      throw new IOException(
          "of " + sent.length + " bytes sent, " + bytes.length + " arrived or others");
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
