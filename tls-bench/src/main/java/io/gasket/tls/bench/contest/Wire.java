package io.gasket.tls.bench.contest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The memory between a client and a server. Not thread-safe. */
public final class Wire {
  /** The room for one record that some libraries ask for beyond what they use. */
  public static final int ROOM = 17 * 1024;

  private static final int FLIGHT = 64 * 1024;

  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private Watch watch;

  /** Bytes that went by in each direction. */
  private static final class Watch {
    final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
    final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
  }

  /** What encloses the server's part of a handshake, to measure it. */
  public interface ServerClock {
    /** Counts nothing. */
    ServerClock NONE =
        new ServerClock() {
          @Override
          public void begin() {}

          @Override
          public void end() {}
        };

    /** The server begins to work. */
    void begin();

    /** The server has done its part and waits. */
    void end();
  }

  /**
   * @param place of all buffers
   */
  public Wire(Place place) {
    this.toServer = place.allocate(FLIGHT);
    this.toClient = place.allocate(FLIGHT);
  }

  /** Joins a new client and a new server by a handshake. */
  public Connection connect(Arena arena) throws IOException {
    return connect(arena, ServerClock.NONE);
  }

  /** As {@link #connect(Arena)}, with the server's part told. */
  public Connection connect(Arena arena, ServerClock clock) throws IOException {
    Side client = arena.client();
    try {
      clock.begin();
      Side server;
      try {
        server = arena.server();
      } finally {
        clock.end();
      }
      Connection connection = new Connection(client, server);
      try {
        shakeHands(client, server, clock);
      } catch (IOException | RuntimeException e) {
        server.close();
        throw e;
      }
      return connection;
    } catch (IOException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /**
   * Carries flights to and fro until both sides are connected.
   *
   * @throws IOException when a side refuses, or the flights come to a standstill
   */
  public void shakeHands(Side client, Side server, ServerClock clock) throws IOException {
    toServer.clear().flip();
    toClient.clear().flip();
    boolean answered = true;
    while (answered) {
      step(client, toClient, toServer);
      clock.begin();
      step(server, toServer, toClient);
      clock.end();
      if (watch != null) {
        append(toServer, watch.fromClient);
        append(toClient, watch.fromServer);
      }
      answered = toClient.hasRemaining();
    }
    if (!client.isConnected() || !server.isConnected()) {
      throw new IOException("the handshake came to a standstill");
    }
  }

  /** Joins a new client and a new server and tells what the bytes between them showed. */
  public WireFacts observe(Arena arena) throws IOException {
    watch = new Watch();
    try (Connection connection = connect(arena)) {
      connection.checkEcho();
      return WireFacts.of(watch.fromClient.toByteArray(), watch.fromServer.toByteArray());
    } finally {
      watch = null;
    }
  }

  private static void step(Side side, ByteBuffer in, ByteBuffer out) throws IOException {
    out.clear();
    side.shakeHands(in, out);
    if (in.hasRemaining()) {
      throw new IOException(in.remaining() + " bytes of a flight were left over");
    }
    out.flip();
  }

  private static void append(ByteBuffer flight, ByteArrayOutputStream to) {
    for (int i = 0; i < flight.limit(); i++) {
      to.write(flight.get(i));
    }
  }
}
