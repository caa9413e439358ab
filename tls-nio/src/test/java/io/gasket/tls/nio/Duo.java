package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.TlsEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A client and a server pipeline over a connection in memory, driven from one thread. */
final class Duo {
  final CountingPool pool = new CountingPool();
  final MemoryChannel clientEnd;
  final MemoryChannel serverEnd;
  final SecurePipeline client;
  final SecurePipeline server;

  Duo() {
    this(UnaryOperator.identity(), UnaryOperator.identity());
  }

  /** The lower channels are what these make of the ends of the connection. */
  Duo(UnaryOperator<ByteChannel> clientLower, UnaryOperator<ByteChannel> serverLower) {
    this(Engines.client(), Engines.server(), clientLower, serverLower);
  }

  Duo(
      TlsEngine clientEngine,
      TlsEngine serverEngine,
      UnaryOperator<ByteChannel> clientLower,
      UnaryOperator<ByteChannel> serverLower) {
    MemoryChannel[] ends = MemoryChannel.pair();
    clientEnd = ends[0];
    serverEnd = ends[1];
    client = SecurePipeline.over(clientLower.apply(clientEnd), clientEngine).withPool(pool);
    server = SecurePipeline.over(serverLower.apply(serverEnd), serverEngine).withPool(pool);
  }

  /** A pair whose handshake is done. */
  static Duo connected() throws IOException {
    return new Duo().shakeHands();
  }

  Duo shakeHands() throws IOException {
    String atClient = null;
    String atServer = null;
    // A byte a turn is the slowest that a channel in these tests goes.
    for (int turn = 0; turn < 100_000 && (atClient == null || atServer == null); turn++) {
      atClient = client.shakeHands();
      atServer = server.shakeHands();
    }
    assertNotNull(atClient, "the client's handshake stands still");
    assertEquals(atClient, atServer);
    return this;
  }

  /** Sends bytes from one pipeline to the other and checks that they arrive. */
  static void transfer(SecurePipeline from, SecurePipeline to, byte[] bytes) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    ByteBuffer received = ByteBuffer.allocate(bytes.length);
    int idle = 0;
    while (received.hasRemaining()) {
      int moved = from.write(source);
      from.flush();
      int n = to.read(received);
      assertTrue(n >= 0, "ended early");
      idle = moved + n > 0 ? 0 : idle + 1;
      assertTrue(idle < 100_000, "the transfer stands still at " + received);
    }
    assertTrue(from.flush());
    assertEquals(ByteBuffer.wrap(bytes), received.flip());
  }

  /** Some bytes, the same for the same length. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Reads until something comes, at most so many bytes. */
  static byte[] receive(SecurePipeline from, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(most);
    int n = from.read(buffer);
    assertTrue(n > 0, "nothing came: " + n);
    byte[] bytes = new byte[n];
    buffer.flip().get(bytes);
    return bytes;
  }
}
