package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.RecordedFlights;
import io.gasket.tls.testing.RecordingSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Recorded flights, changed in any way, give data or exactly one failure and nothing else. */
@Label("Whatever bytes come, an engine gives data or fails once (P4, P6, B2)")
class HostileBytesTest {
  private static final byte[] DATA = RecordedFlights.DATA.getBytes(StandardCharsets.US_ASCII);
  private static final Map<String, RecordedFlights> FLIGHTS = new ConcurrentHashMap<>();

  private static RecordedFlights flights(String provider) {
    return FLIGHTS.computeIfAbsent(
        provider, name -> new RecordedFlights(CryptoProviders.byName(name)));
  }

  /** What happens to the bytes at a place. */
  private enum Change {
    FLIP,
    SET,
    DELETE,
    INSERT,
    REPEAT,
    CUT,
    ZERO
  }

  /**
   * One change.
   *
   * @param place where, in millionths of the length
   * @param length how many bytes
   * @param value of the bytes that come in, or the bit to flip
   */
  private record Mutation(Change change, int place, int length, int value) {
    byte[] applyTo(byte[] bytes) {
      int at = (int) ((long) place * bytes.length / 1_000_000);
      int end = Math.min(bytes.length, at + length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      byte[] filling = new byte[length];
      Arrays.fill(filling, (byte) value);
      switch (change) {
        case FLIP -> {
          if (at < bytes.length) {
            out.write(bytes[at] ^ (1 << (value & 7)));
            out.write(bytes, at + 1, bytes.length - at - 1);
          }
        }
        case SET -> {
          out.write(filling, 0, end - at);
          out.write(bytes, end, bytes.length - end);
        }
        case ZERO -> {
          out.write(new byte[end - at], 0, end - at);
          out.write(bytes, end, bytes.length - end);
        }
        case DELETE -> out.write(bytes, end, bytes.length - end);
        case INSERT -> {
          out.writeBytes(filling);
          out.write(bytes, at, bytes.length - at);
        }
        case REPEAT -> {
          out.write(bytes, at, end - at);
          out.write(bytes, at, bytes.length - at);
        }
        case CUT -> {}
      }
      return out.toByteArray();
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Combinators.combine(
            Arbitraries.of(Change.class),
            Arbitraries.integers().between(0, 999_999),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(0, 255))
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> providers() {
    return Arbitraries.of("default", "jca", "bc");
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  @Label("changed flights in any segmentation, to a server or a client")
  void mutated(
      @ForAll("providers") String provider,
      @ForAll boolean toServer,
      @ForAll("mutations") List<Mutation> mutations,
      @ForAll @IntRange(min = 1, max = 3_000) int piece) {
    byte[] original = toServer ? flights(provider).toServer() : flights(provider).toClient();
    byte[] bytes = original;
    for (Mutation mutation : mutations) {
      bytes = mutation.applyTo(bytes);
    }
    RecordingSink sink = new RecordingSink();
    TlsEngine engine =
        toServer ? flights(provider).newServer(sink) : flights(provider).newClient(sink);

    Outcome outcome = feed(engine, bytes, piece);

    if (Arrays.equals(bytes, original)) {
      assertNull(outcome.failure());
    }
    if (outcome.data().length > 0) {
      assertArrayEquals(DATA, outcome.data());
    }
    assertEquals(
        outcome.failure() == null ? List.of() : List.of(outcome.failure()), sink.failures());
  }

  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  @Label("no bytes of a peer at all, but noise")
  void noise(@ForAll boolean toServer, @ForAll byte[] noise) {
    RecordingSink sink = new RecordingSink();
    TlsEngine engine =
        toServer ? flights("default").newServer(sink) : flights("default").newClient(sink);
    Outcome outcome = feed(engine, noise, 10);
    assertEquals(List.of(outcome.failure()), sink.failures());
    assertFalse((engine.needs() & TlsEngine.CONNECTED) != 0);
  }

  /** What came of a connection. */
  private record Outcome(byte[] data, TlsFailure failure) {}

  /** Gives all bytes and then the end, as a channel would; anything but TlsFailure gets out. */
  private static Outcome feed(TlsEngine engine, byte[] bytes, int piece) {
    ByteBuffer app = ByteBuffer.allocate(1_000);
    TlsFailure failure = null;
    try {
      int taken = 0;
      for (int end = Math.min(piece, bytes.length); taken < bytes.length; ) {
        ByteBuffer net = ByteBuffer.wrap(bytes, taken, end - taken);
        engine.receive(net, app);
        taken = net.position();
        assertEquals(0, engine.needs() & TlsEngine.NEEDS_ROOM);
        if (end == bytes.length) {
          break;
        }
        end = Math.min(end + piece, bytes.length);
      }
      engine.endOfInput();
    } catch (TlsFailure e) {
      failure = e;
      assertSame(e, assertThrows(TlsFailure.class, engine::endOfInput));
    }
    byte[] out = EnginePair.flushed(engine);
    if (failure != null && failure.origin() == TlsFailure.Origin.LOCAL) {
      assertTrue(out.length >= 7, "the alert is missing");
    }
    assertSame(failure, engine.failure());
    return new Outcome(Arrays.copyOf(app.array(), app.position()), failure);
  }

  @Example
  @Label("the recorded flights themselves connect, byte by byte or at once")
  void unchanged() {
    for (String provider : List.of("default", "jca", "bc")) {
      for (int piece : new int[] {1, 100_000}) {
        RecordingSink sink = new RecordingSink();
        RecordedFlights flights = flights(provider);
        assertArrayEquals(DATA, feed(flights.newServer(sink), flights.toServer(), piece).data());
        assertArrayEquals(DATA, feed(flights.newClient(sink), flights.toClient(), piece).data());
        assertEquals(List.of(), sink.failures());
      }
    }
  }

  @Example
  @Label(
      "the end at any offset: closed in the handshake, truncated after it, or in good order (P6)")
  void endAtAnyOffset() {
    RecordedFlights flights = flights("default");
    for (boolean toServer : new boolean[] {true, false}) {
      byte[] bytes = toServer ? flights.toServer() : flights.toClient();
      // Every offset near the end, where the handshake is done; before that one in four.
      for (int length = bytes.length; length >= 0; length -= bytes.length - length < 100 ? 1 : 4) {
        RecordingSink sink = new RecordingSink();
        TlsEngine engine = toServer ? flights.newServer(sink) : flights.newClient(sink);
        Outcome outcome = feed(engine, Arrays.copyOf(bytes, length), 100_000);
        boolean connected = (engine.needs() & TlsEngine.CONNECTED) != 0;
        if (length == bytes.length) {
          assertNull(outcome.failure());
        } else {
          assertEquals(
              connected ? Reason.TRUNCATED : Reason.CLOSED_DURING_HANDSHAKE,
              outcome.failure().reason());
          assertEquals(List.of(outcome.failure()), sink.failures());
        }
      }
    }
  }
}
