package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.record.AdaptiveRecords;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** One connection for each: what is sent is the same however it is cut. */
@Label("Application data of any length, out of any buffers, into any room")
class SendingPropertiesTest {
  private static final EnginePair PAIR = connected(AdaptiveRecords.OFF);
  private static final EnginePair ADAPTIVE =
      connected(new AdaptiveRecords(700, 20_000, Duration.ofNanos(1_000)));
  private static long clock;

  private static EnginePair connected(AdaptiveRecords adaptive) {
    try {
      return EnginePair.of(
              Contexts.client(CryptoProviders.standard()).adaptiveRecords(adaptive).build(),
              Contexts.server(CryptoProviders.standard()).build(),
              BufferKind.HEAP)
          .shakeHands();
    } catch (TlsFailure e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 300)
  @Label("bytesToSend is exact from 0 to 40 000 bytes, and never more than needed")
  void exact(@ForAll @IntRange(max = 40_000) int length) throws TlsFailure {
    int exact = PAIR.client().bytesToSend(length);
    ByteBuffer net = ByteBuffer.allocate(exact);
    assertEquals(length, PAIR.client().send(ByteBuffer.allocate(length), net));
    assertEquals(exact, net.position());
    assertEquals(length, PAIR.deliver(net.array(), PAIR.server()).length);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("bytesToSend stays exact with adaptive records, pauses and a maximum that changes")
  void exactWhileSizesChange(
      @ForAll @Size(max = 8) List<@IntRange(max = 39_000) Integer> lengths,
      @ForAll @IntRange(min = 64, max = 16_384) int maxFragment,
      @ForAll @IntRange(min = 30, max = 20_000) int room,
      @ForAll boolean pause)
      throws TlsFailure {
    TlsEngine client = ADAPTIVE.client();
    client.maxFragment(maxFragment);
    for (int length : lengths) {
      clock += pause ? 2_000 : 1;
      client.sendingAt(clock);
      ByteBuffer app = ByteBuffer.allocate(length);
      while (app.hasRemaining()) {
        int exact = client.bytesToSend(app.remaining());
        ByteBuffer net = ByteBuffer.allocate(Math.min(room, exact));
        int taken = client.send(app, net);
        assertTrue(taken > 0, "no progress");
        assertEquals(room >= exact, !app.hasRemaining());
        assertEquals(room >= exact, net.position() == exact);
        byte[] plain =
            ADAPTIVE.deliver(Arrays.copyOf(net.array(), net.position()), ADAPTIVE.server());
        assertEquals(taken, plain.length);
      }
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("buffers cut anywhere, gathered into network buffers of any size, come out as one stream")
  void gathered(
      @ForAll @Size(max = 6) List<@IntRange(max = 20_000) Integer> lengths,
      @ForAll BufferKind kind,
      @ForAll @IntRange(min = 40, max = 39_000) int room)
      throws TlsFailure {
    int total = lengths.stream().mapToInt(Integer::intValue).sum();
    byte[] data = new byte[total];
    new Random(total).nextBytes(data);
    List<ByteBuffer> app = new ArrayList<>();
    int at = 0;
    for (int length : lengths) {
      app.add(kind.of(Arrays.copyOfRange(data, at, at + length)));
      at += length;
    }
    ByteBuffer[] buffers = app.toArray(ByteBuffer[]::new);
    byte[] received = new byte[total];
    int seen = 0;
    while (seen < total) {
      ByteBuffer net = ByteBuffer.allocate(room);
      int exact = PAIR.client().bytesToSend(total - seen);
      long taken = PAIR.client().send(buffers, 0, buffers.length, net);
      assertTrue(taken > 0, "no progress");
      assertEquals(PAIR.client().bytesToSend((int) taken), net.position());
      assertEquals(room >= exact, taken == total - seen);
      byte[] plain = PAIR.deliver(Arrays.copyOf(net.array(), net.position()), PAIR.server());
      System.arraycopy(plain, 0, received, seen, plain.length);
      assertEquals(taken, plain.length);
      seen += plain.length;
    }
    assertArrayEquals(data, received);
    assertTrue(app.stream().noneMatch(ByteBuffer::hasRemaining));
  }
}
