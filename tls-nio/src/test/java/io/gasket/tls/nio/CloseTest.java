package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("Close from any thread wakes those that wait, and leaks nothing")
class CloseTest {
  private final CountingPool pool = new CountingPool();
  private Loopback.Channels channels;
  private Loopback.Sockets sockets;

  @BeforeEach
  void open() throws IOException {
    channels = Loopback.channels();
    sockets = Loopback.sockets();
  }

  @AfterEach
  void close() throws IOException {
    channels.close();
    sockets.close();
  }

  private SecurePipeline client() {
    return SecurePipeline.over(channels.client(), Engines.client()).withPool(pool);
  }

  private SecurePipeline server() {
    return SecurePipeline.over(channels.server(), Engines.server()).withPool(pool);
  }

  private static void connect(SecurePipeline client, SecurePipeline server) throws Exception {
    Background<String> hands = Background.run(server::shakeHands);
    client.shakeHands();
    hands.result();
  }

  @Test
  void duringARead() throws Exception {
    closeDuringARead(client(), server());
  }

  @Test
  void duringAReadOfASocket() throws Exception {
    closeDuringARead(
        SecurePipeline.over(sockets.client(), Engines.client()).withPool(pool),
        SecurePipeline.over(sockets.server(), Engines.server()).withPool(pool));
  }

  private void closeDuringARead(SecurePipeline client, SecurePipeline server) throws Exception {
    connect(client, server);
    Background<Integer> read = Background.run(() -> client.read(ByteBuffer.allocate(10)));
    read.awaitIn("Lower", "read");
    client.close();
    assertThrows(ClosedChannelException.class, read::result);
    assertEquals(-1, server.read(ByteBuffer.allocate(10)), "the peer saw no clean end");
    server.close();
    pool.assertSettled();
  }

  @Test
  void duringAWriteThatThePeerDoesNotTake() throws Exception {
    SecurePipeline client = client();
    SecurePipeline server = server();
    connect(client, server);
    Background<Integer> write =
        Background.run(() -> client.write(ByteBuffer.allocate(100_000_000)));
    write.awaitIn("SocketChannelLower", "write");
    client.close();
    assertThrows(ClosedChannelException.class, write::result);
    server.close();
    pool.assertSettled();
  }

  @Test
  void aWriterThatLeavesLateGivesItsBufferBack() throws Exception {
    CountDownLatch open = new CountDownLatch(0);
    AtomicReference<CountDownLatch> gate = new AtomicReference<>(open);
    Duo duo =
        new Duo(
            lower ->
                new ShapedChannel(lower, () -> Integer.MAX_VALUE, () -> passGate(gate.get(), open)),
            lower -> lower);
    duo.shakeHands();
    gate.set(new CountDownLatch(1));
    Background<Integer> write = Background.run(() -> duo.client.write(ByteBuffer.allocate(10)));
    write.awaitIn("CloseTest", "passGate");
    duo.client.close();
    gate.get().countDown();
    assertEquals(10, write.result());
    duo.server.close();
    duo.pool.assertSettled();
  }

  /** Everything passes the open gate; nothing does the one that was closed before. */
  private static int passGate(CountDownLatch gate, CountDownLatch open) {
    try {
      gate.await();
      return gate == open ? Integer.MAX_VALUE : 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void duringTheHandshake() throws Exception {
    SecurePipeline client = client();
    Background<String> hands = Background.run(client::shakeHands);
    Background<Integer> read = Background.run(() -> client.read(ByteBuffer.allocate(10)));
    hands.awaitIn("Driver", "shake");
    read.awaitIn("Driver", "shake");
    client.close();
    assertThrows(ClosedChannelException.class, hands::result);
    assertThrows(ClosedChannelException.class, read::result);
    pool.assertSettled();
  }

  @Test
  void betweenStepsOfTheHandshakeThePeerIsTold() throws IOException {
    Duo duo = new Duo();
    duo.client.shakeHands();
    int hello = duo.serverEnd.unread().length;
    duo.client.close();
    byte[] sent = duo.serverEnd.unread();
    assertTrue(sent.length > hello);
    assertEquals(21, sent[hello], "not an alert");
    duo.server.close();
    duo.pool.assertSettled();
  }

  @RepeatedTest(20)
  void fromManyThreadsAtOnceUnderTraffic() throws Exception {
    SecurePipeline client = client();
    SecurePipeline server = server();
    connect(client, server);
    List<Background<Boolean>> work = new ArrayList<>();
    for (SecurePipeline pipe : List.of(client, server)) {
      work.add(Background.run(() -> writeForEver(pipe)));
      work.add(Background.run(() -> readForEver(pipe)));
    }
    List<Background<Boolean>> closers = new ArrayList<>();
    for (SecurePipeline pipe : List.of(client, server, client, server)) {
      closers.add(
          Background.run(
              () -> {
                pipe.close();
                return pipe.isOpen();
              }));
    }
    for (Background<Boolean> closer : closers) {
      assertFalse(closer.result());
    }
    for (Background<Boolean> each : work) {
      assertTrue(each.result());
    }
    pool.assertSettled();
  }

  private static boolean writeForEver(SecurePipeline pipe) {
    ByteBuffer bytes = ByteBuffer.allocate(30_000);
    try {
      while (true) {
        pipe.write(bytes.clear());
      }
    } catch (IOException closed) {
      return true;
    }
  }

  private static boolean readForEver(SecurePipeline pipe) {
    ByteBuffer bytes = ByteBuffer.allocate(30_000);
    try {
      while (pipe.read(bytes.clear()) >= 0) {
        // What is read does not matter here.
      }
    } catch (IOException closed) {
      return true;
    }
    return true;
  }
}
