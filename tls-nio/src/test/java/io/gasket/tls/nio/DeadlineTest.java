package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H2: a handshake has a deadline, whatever the peer does")
class DeadlineTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final long SECOND = 1_000_000_000;

  private final CountingPool pool = new CountingPool();

  @Test
  void aSelectorLoopTakesOutASilentPeer() throws IOException {
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);
    SecurePipeline server =
        SecurePipeline.over(MemoryChannel.pair()[0], Engines.server())
            .withPool(pool)
            .withClock(clock::get);
    assertEquals(Long.MAX_VALUE, server.nanosLeft());
    server.tick();
    assertEquals(10 * SECOND, server.nanosLeft());
    clock.addAndGet(3 * SECOND);
    assertEquals(7 * SECOND, server.nanosLeft());
    assertNull(server.shakeHands());
    clock.addAndGet(7 * SECOND + 1);

    TlsFailure failure = assertThrows(TlsFailure.class, server::tick);
    assertEquals(Reason.HANDSHAKE_DEADLINE, failure.reason());
    assertSame(failure, assertThrows(TlsFailure.class, server::tick));
    assertSame(failure, assertThrows(TlsFailure.class, server::shakeHands));
    assertEquals(Long.MAX_VALUE, server.nanosLeft());
    assertFalse(server.isOpen());
    pool.assertSettled();
  }

  @Test
  void aPeerThatDribblesIsTakenOutToo() throws IOException {
    AtomicLong clock = new AtomicLong();
    MemoryChannel[] ends = MemoryChannel.pair();
    SecurePipeline client = SecurePipeline.over(ends[0], Engines.client());
    assertNull(client.shakeHands());
    byte[] hello = ends[1].unread();
    MemoryChannel[] others = MemoryChannel.pair();
    SecurePipeline server =
        SecurePipeline.over(others[0], Engines.server()).withPool(pool).withClock(clock::get);

    TlsFailure failure =
        assertThrows(
            TlsFailure.class,
            () -> {
              for (byte b : hello) {
                others[1].write(ByteBuffer.wrap(new byte[] {b}));
                assertNull(server.shakeHands());
                clock.addAndGet(SECOND);
              }
            });
    assertEquals(Reason.HANDSHAKE_DEADLINE, failure.reason());
    assertEquals(10 * SECOND, clock.get());
    pool.assertSettled();
  }

  @Test
  void afterTheHandshakeThereIsNone() throws IOException {
    AtomicLong clock = new AtomicLong();
    MemoryChannel[] ends = MemoryChannel.pair();
    SecurePipeline client = SecurePipeline.over(ends[0], Engines.client()).withClock(clock::get);
    SecurePipeline server = SecurePipeline.over(ends[1], Engines.server());
    Duo.transfer(client, server, Duo.bytes(3));
    clock.addAndGet(100 * SECOND);
    client.tick();
    assertEquals(Long.MAX_VALUE, client.nanosLeft());
    Duo.transfer(server, client, Duo.bytes(3));
  }

  @Test
  void aSilentPeerOfABlockingChannel() throws IOException {
    try (Loopback.Channels channels = Loopback.channels()) {
      expire(SecurePipeline.over(channels.client(), Engines.client(SHORT)));
      assertAlertArrived(channels.server());
    }
  }

  @Test
  void aSilentPeerOfASocket() throws IOException {
    try (Loopback.Sockets sockets = Loopback.sockets()) {
      expire(SecurePipeline.over(sockets.server(), Engines.server(SHORT)));
      assertEquals(21, sockets.client().getInputStream().read());
    }
  }

  @Test
  void aSilentPeerOfAChannelThatKnowsNoTime() throws IOException {
    try (Loopback.Channels channels = Loopback.channels()) {
      ByteChannel plain =
          new ShapedChannel(channels.client(), () -> Integer.MAX_VALUE, () -> Integer.MAX_VALUE);
      expire(SecurePipeline.over(plain, Engines.client(SHORT)));
    }
  }

  @Test
  void aPeerThatTakesNothing() {
    expire(SecurePipeline.over(new JammedChannel(), Engines.client(SHORT)));
  }

  /** Waits in its first write until it is closed. */
  private static final class JammedChannel implements ByteChannel {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read(ByteBuffer dst) throws IOException {
      throw new ClosedChannelException();
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new ClosedByInterruptException();
      }
      throw new AsynchronousCloseException();
    }

    @Override
    public boolean isOpen() {
      return closed.getCount() > 0;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private void expire(SecurePipeline pipe) {
    SecurePipeline counted = pipe.withPool(pool);
    TlsFailure failure = assertThrows(TlsFailure.class, counted::shakeHands);
    assertEquals(Reason.HANDSHAKE_DEADLINE, failure.reason());
    assertFalse(counted.isOpen());
    pool.assertSettled();
  }

  /** The last record before a clean end of the stream is an alert. */
  private static void assertAlertArrived(SocketChannel channel) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(10_000);
    while (channel.read(all) >= 0) {
      // To the end.
    }
    all.flip();
    byte type = 0;
    while (all.hasRemaining()) {
      type = all.get();
      all.position(all.position() + 2);
      all.position(all.getShort() + all.position());
    }
    assertEquals(21, type);
  }
}
