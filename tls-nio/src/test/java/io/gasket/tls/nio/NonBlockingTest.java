package io.gasket.tls.nio;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P2: over a channel that never waits")
class NonBlockingTest {
  @Test
  void oneByteAtATimeBothWays() throws IOException {
    exchange(new Duo(ShapedChannel::oneByte, ShapedChannel::oneByte), 3_000);
  }

  @Test
  void aChannelThatStallsEveryOtherTime() throws IOException {
    exchange(new Duo(ShapedChannel::stalling, ShapedChannel::stalling), 200_000);
  }

  @Property(tries = 40)
  @Label("any sizes of reads and writes below; every result makes progress")
  void anyPieces(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20_000) int most,
      @ForAll @IntRange(min = 1, max = 100_000) int length)
      throws IOException {
    exchange(
        new Duo(
            lower -> ShapedChannel.random(lower, seed, most),
            lower -> ShapedChannel.random(lower, seed + 1, most)),
        Math.min(length, 200 * most));
  }

  private static void exchange(Duo duo, int length) throws IOException {
    duo.shakeHands();
    duo.pool.assertSettled();
    Duo.transfer(duo.client, duo.server, Duo.bytes(length));
    Duo.transfer(duo.server, duo.client, Duo.bytes(length / 2 + 1));
    duo.pool.assertSettled();
  }

  @Test
  void nothingThereReadsAsZero() throws IOException {
    Duo duo = Duo.connected();
    assertEquals(0, duo.client.read(ByteBuffer.allocate(10)));
    assertEquals(OP_READ, duo.client.interestOps());
    duo.pool.assertSettled();
  }

  @Test
  void whatTheLowerChannelDoesNotTakeWaitsForFlush() throws IOException {
    boolean[] jammed = {false};
    Duo duo = new Duo(lower -> ShapedChannel.jamming(lower, () -> jammed[0]), lower -> lower);
    duo.shakeHands();
    jammed[0] = true;
    byte[] bytes = Duo.bytes(100);

    assertEquals(100, duo.client.write(ByteBuffer.wrap(bytes)));
    assertEquals(OP_READ | OP_WRITE, duo.client.interestOps());
    assertFalse(duo.client.flush());
    assertEquals(0, duo.client.write(ByteBuffer.wrap(bytes)), "taken on top of what waits");
    assertEquals(1, duo.pool.outstanding());

    jammed[0] = false;
    assertTrue(duo.client.flush());
    assertEquals(OP_READ, duo.client.interestOps());
    duo.pool.assertSettled();
    assertArrayEquals(bytes, Duo.receive(duo.server, 1_000));
  }

  @Test
  void aPartOfARecordIsKeptAndNothingElse() throws IOException {
    AtomicInteger allowed = new AtomicInteger(Integer.MAX_VALUE);
    Duo duo =
        new Duo(
            lower -> lower,
            lower -> new ShapedChannel(lower, () -> allowed.getAndSet(0), () -> Integer.MAX_VALUE));
    duo.client.shakeHands();
    for (int turn = 0; turn < 10; turn++) {
      allowed.set(Integer.MAX_VALUE);
      duo.server.shakeHands();
      duo.client.shakeHands();
    }
    duo.pool.assertSettled();
    duo.client.write(ByteBuffer.wrap(Duo.bytes(100)));

    allowed.set(20);
    assertEquals(0, duo.server.read(ByteBuffer.allocate(200)));
    assertEquals(1, duo.pool.outstanding());

    allowed.set(Integer.MAX_VALUE);
    assertArrayEquals(Duo.bytes(100), Duo.receive(duo.server, 200));
    duo.pool.assertSettled();
  }
}
