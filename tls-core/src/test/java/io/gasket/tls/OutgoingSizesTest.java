package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.record.AdaptiveRecords;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.CopyingAead;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.SentRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("How long the records are that a side chooses to send")
record OutgoingSizesTest(CryptoProvider crypto) {
  private static final int FULL = 16_384;
  private static final long SECOND = 1_000_000_000L;

  /** 1 000 bytes a record, for 5 000 bytes. */
  private static final AdaptiveRecords FEW =
      new AdaptiveRecords(1_000, 5_000, Duration.ofSeconds(1));

  private EnginePair pair(ClientContextBuilder client) throws TlsFailure {
    return EnginePair.of(client.build(), Contexts.server(crypto).build(), BufferKind.HEAP)
        .shakeHands();
  }

  private EnginePair adaptive(AdaptiveRecords policy) throws TlsFailure {
    return pair(Contexts.client(crypto).adaptiveRecords(policy));
  }

  /** What is left for plaintext in a record of so many bytes. */
  private static int plaintext(int record, TlsEngine engine) {
    return record - 5 - engine.info().suite().cipher().overhead();
  }

  /** Sends so many bytes, checks that bytesToSend was exact, and gives the records' plaintexts. */
  private static List<Integer> sent(int length, EnginePair pair) throws TlsFailure {
    TlsEngine client = pair.client();
    byte[] data = new byte[length];
    ByteBuffer net = ByteBuffer.allocate(client.bytesToSend(length));
    assertEquals(length, client.send(ByteBuffer.wrap(data), net));
    assertEquals(0, net.remaining());
    assertArrayEquals(data, pair.deliver(net.array(), pair.server()));
    return SentRecords.plaintexts(net.array(), client);
  }

  private static List<Integer> repeated(int length, int times, int... more) {
    return Stream.concat(Collections.nCopies(times, length).stream(), Arrays.stream(more).boxed())
        .toList();
  }

  @Test
  @DisplayName("a maximum of one's own bounds every record, whatever the peer would take")
  void maximum() throws TlsFailure {
    SecurityContext client =
        Contexts.client(crypto).applicationProtocols("x".repeat(200)).maxFragment(100).build();
    EnginePair pair = EnginePair.of(client, Contexts.server(crypto).build(), BufferKind.HEAP);
    byte[] hello = EnginePair.flushed(pair.client());
    assertEquals(100, SentRecords.longestHandshake(hello));
    pair.deliver(hello, pair.server());
    pair.shakeHands();
    assertEquals(repeated(100, 10, 1), sent(1_001, pair));
    assertEquals(FULL, pair.client().info().fragmentLimits().sent());
    assertEquals(
        repeated(FULL, 1, 1),
        SentRecords.plaintexts(pair.sealed(pair.server(), new byte[FULL + 1]), pair.server()));
  }

  @Test
  @DisplayName("it never raises what the peer allows")
  void maximumBesideThePeers() throws TlsFailure {
    EnginePair pair = pair(Contexts.client(crypto).maxFragmentLength(512).maxFragment(600));
    assertEquals(List.of(512, 488), sent(1_000, pair));
    pair.client().maxFragment(FULL);
    assertEquals(List.of(512, 488), sent(1_000, pair));
    pair.client().maxFragment(500);
    assertEquals(List.of(500, 500), sent(1_000, pair));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 1_000, 16_383, 16_384})
  @DisplayName("it can be changed on a live connection, from the next record on")
  void changedAlive(int most) throws TlsFailure {
    EnginePair pair = pair(Contexts.client(crypto));
    assertEquals(List.of(FULL, 100), sent(FULL + 100, pair));
    pair.client().maxFragment(most);
    assertEquals(List.of(most, most, 1), sent(2 * most + 1, pair));
    assertEquals(List.of(most), sent(most, pair));
    assertEquals(List.of(most - 1), sent(most - 1, pair));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 1, 63, 16_385})
  @DisplayName("a maximum outside 64 to 16 384 is refused, and the old one stays")
  void range(int other) throws TlsFailure {
    assertThrows(IllegalArgumentException.class, () -> Contexts.client(crypto).maxFragment(other));
    EnginePair pair = pair(Contexts.client(crypto));
    assertThrows(IllegalArgumentException.class, () -> pair.client().maxFragment(other));
    assertEquals(List.of(FULL), sent(FULL, pair));
  }

  @Test
  @DisplayName("adaptive: small records first, full ones once enough has gone out, in one send")
  void adaptive() throws TlsFailure {
    EnginePair pair = adaptive(FEW);
    assertTrue(pair.client().adaptsRecords());
    int small = plaintext(1_000, pair.client());
    assertEquals(repeated(small, 6, FULL, 1), sent(6 * small + FULL + 1, pair));
    assertEquals(List.of(FULL), sent(FULL, pair));
  }

  @Test
  @DisplayName("adaptive: short messages count by their bytes")
  void adaptiveMessages() throws TlsFailure {
    EnginePair pair = adaptive(FEW);
    int small = plaintext(1_000, pair.client());
    for (int i = 0; i < 49; i++) {
      assertEquals(List.of(100), sent(100, pair));
    }
    assertEquals(List.of(small, FULL), sent(small + FULL, pair));
  }

  @Test
  @DisplayName("adaptive: small again after a pause, and not before")
  void pause() throws TlsFailure {
    EnginePair pair = adaptive(FEW);
    TlsEngine client = pair.client();
    int small = plaintext(1_000, client);
    // A clock's zero is anywhere, so its values may wrap.
    long now = Long.MAX_VALUE - SECOND / 2;
    client.sendingAt(now);
    sent(10_000, pair);
    client.sendingAt(now + SECOND - 1);
    assertEquals(List.of(10_000), sent(10_000, pair));
    client.sendingAt(now + 2 * SECOND - 2);
    assertEquals(List.of(10_000), sent(10_000, pair), "a pause begins with the last record");
    client.sendingAt(now + 3 * SECOND - 2);
    assertEquals(repeated(small, 6, FULL), sent(6 * small + FULL, pair));
  }

  @Test
  @DisplayName("adaptive: the peer's limit and one's own still bound the small records")
  void adaptiveWithinLimits() throws TlsFailure {
    EnginePair pair = pair(Contexts.client(crypto).adaptiveRecords(FEW).maxFragmentLength(512));
    assertEquals(repeated(512, 10, 1), sent(5_121, pair));
    EnginePair own = pair(Contexts.client(crypto).adaptiveRecords(FEW).maxFragment(2_000));
    int small = plaintext(1_000, own.client());
    assertEquals(repeated(small, 6, 2_000, 5), sent(6 * small + 2_005, own));
  }

  @Test
  @DisplayName(
      "adaptive: the figures for interactive traffic make records of 1 208 bytes for 128 KiB")
  void interactive() throws TlsFailure {
    EnginePair pair = adaptive(AdaptiveRecords.INTERACTIVE);
    int small = plaintext(1_208, pair.client());
    for (int sent = 0; sent < 131_072; sent += small) {
      assertEquals(List.of(small), sent(small, pair));
    }
    assertEquals(List.of(FULL), sent(FULL, pair));
  }

  @Test
  @DisplayName("adaptive: off by default, and told the time it changes nothing")
  void off() throws TlsFailure {
    EnginePair pair = pair(Contexts.client(crypto));
    assertFalse(pair.client().adaptsRecords());
    pair.client().sendingAt(1);
    assertEquals(List.of(FULL), sent(FULL, pair));
    pair.client().sendingAt(Long.MAX_VALUE);
    assertEquals(List.of(FULL), sent(FULL, pair));
  }

  @Test
  @DisplayName("adaptive: figures out of range are refused")
  void figures() {
    Duration second = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> new AdaptiveRecords(255, 1, second));
    assertThrows(IllegalArgumentException.class, () -> new AdaptiveRecords(16_385, 1, second));
    assertThrows(IllegalArgumentException.class, () -> new AdaptiveRecords(256, -1, second));
    assertThrows(IllegalArgumentException.class, () -> new AdaptiveRecords(256, 1, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> new AdaptiveRecords(256, 1, second.negated()));
    assertTrue(new AdaptiveRecords(256, 1, Duration.ofSeconds(Long.MAX_VALUE)).isOn());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("several buffers share small records as if they were one, in every kind of buffer")
  void gathered(BufferKind kind) throws TlsFailure {
    EnginePair pair = adaptive(FEW);
    TlsEngine client = pair.client();
    int small = plaintext(1_000, client);
    int total = 6 * small + FULL + 7;
    ByteBuffer[] app = {
      kind.of(new byte[small - 1]), kind.of(new byte[3]), kind.of(new byte[total - small - 2])
    };
    ByteBuffer net = ByteBuffer.allocate(client.bytesToSend(total));
    assertEquals(total, client.send(app, 0, 3, net));
    assertEquals(0, net.remaining());
    assertEquals(repeated(small, 6, FULL, 7), SentRecords.plaintexts(net.array(), client));
  }

  @Test
  @DisplayName("adaptive records cost no garbage, nor does telling the time")
  void nothingAllocated() throws Throwable {
    EnginePair pair =
        EnginePair.of(
                Contexts.client(crypto.withAeads(CopyingAead.factory()))
                    .adaptiveRecords(FEW)
                    .build(),
                Contexts.server(crypto.withAeads(CopyingAead.factory())).build(),
                BufferKind.HEAP)
            .shakeHands();
    TlsEngine client = pair.client();
    ByteBuffer app = ByteBuffer.allocate(20_000);
    ByteBuffer net = ByteBuffer.allocate(22_000);
    long[] now = {0};
    long bytes =
        Allocations.of(
            () -> {
              for (int i = 0; i < 100; i++) {
                client.sendingAt(now[0] += SECOND / 3);
                client.maxFragment(4_000 + i % 3);
                if (client.bytesToSend(app.remaining()) > net.remaining()) {
                  throw new AssertionError("room");
                }
                client.send(app, net);
                app.clear();
                net.clear();
              }
            });
    assertEquals(0, bytes);
  }
}
