package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("P2, H5: over blocking channels and sockets")
class BlockingTest {
  private static final int LARGE = 20_000_000;

  private final CountingPool pool = new CountingPool();

  @Test
  @DisplayName("H5: a blocking client in five lines")
  void aClientOverAPlainSocket() throws Exception {
    try (Loopback.Sockets sockets = Loopback.sockets()) {
      Background<byte[]> server =
          Background.run(
              () -> {
                try (SecurePipeline pipe =
                    SecurePipeline.over(sockets.server(), Engines.server()).withPool(pool)) {
                  byte[] request = pipe.inputStream().readNBytes(5);
                  pipe.outputStream().write(Duo.bytes(100_000));
                  return request;
                }
              });

      Socket socket = sockets.client();
      try (SecurePipeline pipe = SecurePipeline.over(socket, Engines.client()).withPool(pool)) {
        pipe.outputStream().write(Duo.bytes(5));
        assertArrayEquals(Duo.bytes(100_000), pipe.inputStream().readAllBytes());
      }
      assertArrayEquals(Duo.bytes(5), server.result());
      assertTrue(socket.isClosed());
    }
    pool.assertSettled();
  }

  @Test
  void twentyMegabytesBothWaysAtOnceByTwoThreadsASide() throws Exception {
    try (Loopback.Channels channels = Loopback.channels();
        SecurePipeline client =
            SecurePipeline.over(channels.client(), Engines.client()).withPool(pool);
        SecurePipeline server =
            SecurePipeline.over(channels.server(), Engines.server()).withPool(pool)) {
      Background<Long> up = Background.run(() -> send(client, 1));
      Background<Long> down = Background.run(() -> send(server, 2));
      Background<Long> arrivedUp = Background.run(() -> receive(server));
      Background<Long> arrivedDown = Background.run(() -> receive(client));
      assertEquals(up.result(), arrivedUp.result());
      assertEquals(down.result(), arrivedDown.result());
      pool.assertSettled();
    }
  }

  /** Sends much in pieces of any size, then half-closes; returns its checksum. */
  private static long send(SecurePipeline pipe, long seed) throws IOException {
    Random random = new Random(seed);
    CRC32 sum = new CRC32();
    int left = LARGE;
    while (left > 0) {
      byte[] bytes = new byte[Math.min(left, 1 + random.nextInt(300_000))];
      random.nextBytes(bytes);
      sum.update(bytes);
      assertEquals(bytes.length, pipe.write(ByteBuffer.wrap(bytes)));
      left -= bytes.length;
    }
    pipe.shutdownOutput();
    return sum.getValue();
  }

  /** Receives to the end; returns the checksum. */
  private static long receive(SecurePipeline pipe) throws IOException {
    CRC32 sum = new CRC32();
    ByteBuffer buffer = ByteBuffer.allocate(50_000);
    long total = 0;
    int n;
    while ((n = pipe.read(buffer.clear())) >= 0) {
      sum.update(buffer.flip());
      total += n;
    }
    assertEquals(LARGE, total);
    return sum.getValue();
  }

  @Test
  void overUnixDomainChannelsWhichKnowNoTimeouts(@TempDir Path folder) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("gasket"));
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address);
      SocketChannel lower = SocketChannel.open(address);
      SecurePipeline client = SecurePipeline.over(lower, Engines.client()).withPool(pool);
      SecurePipeline server =
          SecurePipeline.over(listener.accept(), Engines.server()).withPool(pool);
      Background<byte[]> arrived =
          Background.run(
              () -> {
                try (server) {
                  return server.inputStream().readAllBytes();
                }
              });
      try (client) {
        client.outputStream().write(Duo.bytes(100_000));
      }
      assertArrayEquals(Duo.bytes(100_000), arrived.result());
    }
    pool.assertSettled();
  }

  @Test
  void severalWritersTakeTurns() throws Exception {
    try (Loopback.Channels channels = Loopback.channels();
        SecurePipeline client = SecurePipeline.over(channels.client(), Engines.client());
        SecurePipeline server = SecurePipeline.over(channels.server(), Engines.server())) {
      Background<Long> one = Background.run(() -> writeRuns(client, (byte) 1));
      Background<Long> two = Background.run(() -> writeRuns(client, (byte) 2));
      InputStream in = server.inputStream();
      int[] runs = new int[3];
      for (int run = 0; run < 200; run++) {
        byte[] bytes = in.readNBytes(1_000);
        for (byte b : bytes) {
          assertEquals(bytes[0], b, "writes were mixed");
        }
        runs[bytes[0]]++;
      }
      assertEquals(100_000L, one.result());
      assertEquals(100_000L, two.result());
      assertArrayEquals(new int[] {0, 100, 100}, runs);
    }
  }

  private static long writeRuns(SecurePipeline pipe, byte value) throws IOException {
    byte[] run = new byte[1_000];
    Arrays.fill(run, value);
    long total = 0;
    for (int i = 0; i < 100; i++) {
      total += pipe.write(ByteBuffer.wrap(run));
    }
    return total;
  }

  @Test
  void theSocketsTimeoutIsNoFailure() throws Exception {
    try (Loopback.Sockets sockets = Loopback.sockets();
        SecurePipeline client =
            SecurePipeline.over(sockets.client(), Engines.client()).withPool(pool);
        SecurePipeline server = SecurePipeline.over(sockets.server(), Engines.server())) {
      Background<String> hands = Background.run(server::shakeHands);
      sockets.client().setSoTimeout(1);
      client.shakeHands();
      hands.result();
      assertEquals(1, sockets.client().getSoTimeout(), "the handshake left its timeout behind");

      assertThrows(SocketTimeoutException.class, () -> client.read(ByteBuffer.allocate(1)));
      pool.assertSettled();
      server.write(ByteBuffer.wrap(Duo.bytes(3)));
      sockets.client().setSoTimeout(60_000);
      assertArrayEquals(Duo.bytes(3), client.inputStream().readNBytes(3));
    }
  }

  @Test
  void aConnectionThatIsCutIsATruncation() throws Exception {
    try (Loopback.Channels channels = Loopback.channels();
        SecurePipeline client =
            SecurePipeline.over(channels.client(), Engines.client()).withPool(pool);
        SecurePipeline server = SecurePipeline.over(channels.server(), Engines.server())) {
      Background<String> hands = Background.run(server::shakeHands);
      client.shakeHands();
      hands.result();
      channels.server().shutdownOutput();
      TlsFailure failure =
          assertThrows(TlsFailure.class, () -> client.inputStream().readAllBytes());
      assertEquals(Reason.TRUNCATED, failure.reason());
    }
    pool.assertSettled();
  }
}
