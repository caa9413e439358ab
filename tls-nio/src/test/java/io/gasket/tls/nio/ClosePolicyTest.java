package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.Closing;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("close_notify, sent and awaited as the application has it (RFC 5246 7.2.1)")
class ClosePolicyTest {
  private static final ClosePolicy AWAIT = ClosePolicy.await(Duration.ofSeconds(20));

  private final CountingPool pool = new CountingPool();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final ByteBuffer dst = ByteBuffer.allocate(1_000);

  private static void closeInSteps(SecurePipeline pipe) throws IOException {
    while (!pipe.tryClose()) {
      assertTrue(pipe.isOpen());
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("non-blocking: close_notify goes out, what comes is dropped until the peer's")
  void step() throws Exception {
    try (Loopback.Channels channels = Loopback.channels()) {
      SecurePipeline[] pipes = pipelines(channels, AWAIT);
      channels.client().configureBlocking(false);
      assertFalse(pipes[0].tryClose());
      assertTrue(pipes[0].isOpen());
      assertEquals(SelectionKey.OP_READ, pipes[0].interestOps());
      assertThrows(ClosedChannelException.class, () -> pipes[0].write(ByteBuffer.allocate(1)));
      assertEquals(-1, pipes[1].read(dst));
      pipes[1].write(ByteBuffer.wrap(Duo.bytes(40_000)));
      assertFalse(pipes[0].tryClose());
      assertFalse(pipes[0].peerClosed());
      pipes[1].close();
      closeInSteps(pipes[0]);
      assertTrue(pipes[0].peerClosed());
      assertFalse(channels.client().isOpen());
      assertTrue(pipes[0].tryClose(), "idempotent");
    }
    pool.assertSettled();
  }

  @Test
  @DisplayName("non-blocking: no longer than the policy has it, by the pipeline's clock")
  void stepPatience() throws Exception {
    try (Loopback.Channels channels = Loopback.channels()) {
      SecurePipeline[] pipes = pipelines(channels, ClosePolicy.await(Duration.ofNanos(10)));
      channels.client().configureBlocking(false);
      assertFalse(pipes[0].tryClose());
      nanos.addAndGet(9);
      assertFalse(pipes[0].tryClose());
      nanos.addAndGet(1);
      assertTrue(pipes[0].tryClose());
      assertFalse(pipes[0].peerClosed());
      assertFalse(channels.client().isOpen());
      pipes[1].close();
    }
    pool.assertSettled();
  }

  @Test
  @DisplayName("non-blocking: a peer that hangs up or sends junk ends the wait")
  void stepGone() throws Exception {
    for (int junk : new int[] {0, 35}) {
      try (Loopback.Channels channels = Loopback.channels()) {
        SecurePipeline[] pipes = pipelines(channels, AWAIT);
        channels.client().configureBlocking(false);
        assertFalse(pipes[0].tryClose());
        byte[] record = new byte[35];
        System.arraycopy(new byte[] {23, 3, 3, 0, 30}, 0, record, 0, 5);
        channels.server().write(ByteBuffer.wrap(record, 0, junk));
        if (junk == 0) {
          channels.server().close();
        }
        closeInSteps(pipes[0]);
        assertFalse(pipes[0].peerClosed());
        assertFalse(channels.client().isOpen());
        pipes[1].close();
      }
    }
    pool.assertSettled();
  }

  @Test
  @DisplayName("SEND: one step is all")
  void send() throws IOException {
    Duo duo = Duo.connected();
    assertTrue(duo.client.tryClose());
    assertFalse(duo.clientEnd.isOpen());
    assertEquals(-1, duo.server.read(dst));
    duo.server.close();
    duo.pool.assertSettled();
  }

  /** A client that closes so, and a server, connected. */
  private SecurePipeline[] pipelines(Loopback.Channels channels, ClosePolicy policy)
      throws Exception {
    SecurePipeline client =
        SecurePipeline.over(channels.client(), Engines.client())
            .withPool(pool)
            .withClock(nanos::get)
            .withClosePolicy(policy);
    SecurePipeline server = SecurePipeline.over(channels.server(), Engines.server()).withPool(pool);
    Background<String> hands = Background.run(server::shakeHands);
    client.shakeHands();
    hands.result();
    return new SecurePipeline[] {client, server};
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("blocking: close waits for the peer's close_notify and drops what comes before it")
  void blocking(boolean step) throws Exception {
    try (Loopback.Channels channels = Loopback.channels()) {
      SecurePipeline[] pipes = pipelines(channels, AWAIT);
      Background<Boolean> closing =
          Background.run(
              () -> {
                if (step) {
                  return pipes[0].tryClose();
                }
                pipes[0].close();
                return true;
              });
      assertEquals(-1, pipes[1].read(dst), "close_notify has come");
      assertTrue(channels.client().isOpen(), "it waits");
      pipes[1].write(ByteBuffer.wrap(Duo.bytes(30_000)));
      pipes[1].close();
      assertTrue(closing.result());
      assertTrue(pipes[0].peerClosed());
      assertFalse(channels.client().isOpen());
    }
    pool.assertSettled();
  }

  @Test
  @DisplayName("blocking: a peer that hangs up without, and one that says nothing")
  void blockingGone() throws Exception {
    try (Loopback.Channels channels = Loopback.channels()) {
      SecurePipeline[] pipes = pipelines(channels, AWAIT);
      channels.server().close();
      pipes[0].close();
      assertFalse(pipes[0].peerClosed());
      pipes[1].close();
    }
    try (Loopback.Channels channels = Loopback.channels()) {
      SecurePipeline[] pipes = pipelines(channels, ClosePolicy.await(Duration.ofMillis(20)));
      pipes[0].close();
      assertFalse(pipes[0].peerClosed());
      assertFalse(channels.client().isOpen());
      pipes[1].close();
    }
    pool.assertSettled();
  }

  @Test
  @DisplayName("before the handshake there is nothing to await")
  void beforeHandshake() throws IOException {
    Duo duo = new Duo();
    SecurePipeline client = duo.client.withClosePolicy(AWAIT);
    client.shakeHands();
    assertTrue(client.tryClose());
    duo.server.close();
    duo.pool.assertSettled();
    assertThrows(IllegalArgumentException.class, () -> ClosePolicy.await(Duration.ofNanos(-1)));
  }

  private static Duo with(Closing closing) throws IOException {
    return new Duo(Engines.client(), Engines.server(closing), lower -> lower, lower -> lower)
        .shakeHands();
  }

  @Test
  @DisplayName("answering at once: the reader sends close_notify, and nothing can be sent")
  void answersAtOnce() throws IOException {
    Duo duo = with(Closing.DEFAULT.answeringAtOnce(true));
    duo.client.shutdownOutput();
    assertEquals(-1, duo.server.read(dst));
    assertThrows(ClosedChannelException.class, () -> duo.server.write(ByteBuffer.allocate(1)));
    assertEquals(-1, duo.client.read(dst));
    assertEquals(0, duo.server.interestOps());
    duo.client.close();
    duo.server.close();
    duo.pool.assertSettled();
  }

  @Test
  @DisplayName("tolerating truncation: an end between records is one, an end inside one is none")
  void toleratesTruncation() throws IOException {
    Duo between = with(Closing.DEFAULT.toleratingTruncation(true));
    between.client.write(ByteBuffer.wrap(Duo.bytes(9)));
    between.clientEnd.close();
    assertArrayEquals(Duo.bytes(9), Duo.receive(between.server, 100));
    assertEquals(-1, between.server.read(dst));
    assertEquals(-1, between.server.read(dst));
    assertNull(between.server.engine().failure());
    between.server.close();
    between.pool.assertSettled();
    for (int kept : new int[] {1, 5, 6, 20}) {
      Duo inside = with(Closing.DEFAULT.toleratingTruncation(true));
      inside.client.write(ByteBuffer.wrap(Duo.bytes(9)));
      inside.serverEnd.keepUnread(kept);
      inside.clientEnd.close();
      TlsFailure failure = assertThrows(TlsFailure.class, () -> inside.server.read(dst));
      assertEquals(Reason.TRUNCATED, failure.reason(), "after " + kept + " bytes");
      inside.pool.assertSettled();
    }
  }
}
