package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EachProvider
@DisplayName("Handshakes in any segmentation and any framing (RFC 5246 6.2.1, P4)")
record SegmentationTest(CryptoProvider crypto) {
  private static final byte[] WARNING = {21, 3, 3, 0, 2, 1, 90};

  private EnginePair pair(BufferKind kind) {
    return EnginePair.of(
        Contexts.client(crypto).credential(TestPki.client(KeyKind.EC_P256)).build(),
        Contexts.server(crypto).clientAuth(ClientAuth.NEED, Contexts.trust()).build(),
        kind);
  }

  /** Gives the bytes in pieces, keeping what the engine leaves, as a channel would. */
  private static byte[] deliver(byte[] net, int piece, TlsEngine to, BufferKind kind)
      throws TlsFailure {
    ByteBuffer app = ByteBuffer.allocate(net.length);
    byte[] kept = {};
    for (int at = 0; at < net.length; at += piece) {
      byte[] seen = Arrays.copyOf(kept, kept.length + Math.min(piece, net.length - at));
      System.arraycopy(net, at, seen, kept.length, seen.length - kept.length);
      ByteBuffer source = kind.of(seen);
      to.receive(source, app);
      kept = Arrays.copyOfRange(seen, seen.length - source.remaining(), seen.length);
      assertTrue(to.missing() >= 1);
    }
    assertEquals(0, kept.length);
    return Arrays.copyOf(app.array(), app.position());
  }

  /** What is done with a flight. */
  private interface Carrier {
    void carry(TlsEngine from, TlsEngine to) throws TlsFailure;
  }

  /** Has the four flights of a full handshake carried, the client's first. */
  private static void eachFlight(EnginePair pair, Carrier carrier) throws TlsFailure {
    for (int round = 0; round < 2; round++) {
      carrier.carry(pair.client(), pair.server());
      carrier.carry(pair.server(), pair.client());
    }
  }

  /** Carries flights both ways through a change of their bytes. */
  private static void shakeHands(EnginePair pair, int piece, UnaryOperator<byte[]> change)
      throws TlsFailure {
    eachFlight(
        pair,
        (from, to) -> {
          byte[] net = change.apply(EnginePair.flushed(from));
          assertTrue(net.length > 0);
          deliver(net, piece, to, BufferKind.HEAP);
        });
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    assertEquals("pong", pair.pass("pong", pair.server(), pair.client()));
    assertEquals(2, pair.server().info().peerCertificates().size());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("byte by byte, from every kind of buffer")
  void byteByByte(BufferKind kind) throws TlsFailure {
    EnginePair pair = pair(kind);
    eachFlight(
        pair,
        (from, to) -> {
          deliver(EnginePair.flushed(from), 1, to, kind);
        });
    byte[] text = "ping".getBytes(StandardCharsets.US_ASCII);
    assertArrayEquals(text, deliver(pair.sealed(pair.client(), text), 1, pair.server(), kind));
  }

  @Test
  @DisplayName("one handshake byte a record")
  void oneByteRecords() throws TlsFailure {
    shakeHands(pair(BufferKind.HEAP), Integer.MAX_VALUE / 2, net -> reframed(net, 1, false));
  }

  @Test
  @DisplayName("warning alerts between the fragments of a message")
  void alertsBetween() throws TlsFailure {
    int[] sent = {0};
    shakeHands(
        pair(BufferKind.HEAP), Integer.MAX_VALUE / 2, net -> reframed(net, 50, sent[0]++ == 0));
  }

  @Test
  @DisplayName("a flight in as few records as it fits")
  void coalesced() throws TlsFailure {
    shakeHands(pair(BufferKind.HEAP), 7, net -> reframed(net, 16_384, false));
  }

  @Test
  @DisplayName("network buffers of one byte on the way out")
  void tinyOutput() throws TlsFailure {
    EnginePair pair = pair(BufferKind.HEAP);
    eachFlight(
        pair,
        (from, to) -> {
          ByteArrayOutputStream net = new ByteArrayOutputStream();
          ByteBuffer one = ByteBuffer.allocateDirect(1);
          int waiting = from.bytesToFlush();
          while ((from.needs() & TlsEngine.NEEDS_OUTPUT) != 0) {
            assertEquals(waiting--, from.bytesToFlush());
            assertEquals(1, from.flush(one));
            net.write(one.get(0));
            one.clear();
          }
          assertEquals(0, waiting);
          pair.deliver(net.toByteArray(), to);
        });
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
  }

  @Test
  @DisplayName("split in two at every offset of every flight")
  void everySplit() throws TlsFailure {
    // Prefixes change nothing, so one handshake can see every first half before the whole.
    EnginePair pair = pair(BufferKind.HEAP);
    eachFlight(
        pair,
        (from, to) -> {
          byte[] net = EnginePair.flushed(from);
          int taken = 0;
          for (int end = 0; end <= net.length; end++) {
            ByteBuffer prefix = ByteBuffer.wrap(net, taken, end - taken);
            assertEquals(0, to.receive(prefix, ByteBuffer.allocate(0)));
            taken = prefix.position();
          }
          assertEquals(net.length, taken);
        });
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
  }

  /** The server's change_cipher_spec and Finished wait, and go out in front of its data. */
  private EnginePair upToLastFlight() throws TlsFailure {
    EnginePair pair =
        EnginePair.of(
            Contexts.client(crypto).build(), Contexts.server(crypto).build(), BufferKind.HEAP);
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    pair.deliver(EnginePair.flushed(pair.server()), pair.client());
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    return pair;
  }

  @Test
  @DisplayName("the last flight and application data behind it in one segment")
  void dataBehindFinished() throws TlsFailure {
    EnginePair pair = upToLastFlight();
    byte[] data = {1, 2, 3};
    byte[] net = pair.sealed(pair.server(), data);
    assertEquals(0, pair.server().bytesToFlush());
    assertArrayEquals(data, pair.deliver(net, pair.client()));
  }

  @Test
  @DisplayName("application data waits for a flight that has not enough room")
  void flightFirst() throws TlsFailure {
    EnginePair pair = upToLastFlight();
    int waiting = pair.server().bytesToFlush();
    ByteBuffer data = ByteBuffer.allocate(10);
    ByteBuffer net = ByteBuffer.allocate(waiting + pair.server().bytesToSend(10));
    net.limit(waiting - 1);
    assertEquals(0, pair.server().send(data, net));
    assertEquals(waiting - 1, net.position());
    net.limit(net.capacity());
    assertEquals(10, pair.server().send(data, net));
    assertEquals(0, net.remaining());
    assertEquals(10, pair.deliver(net.array(), pair.client()).length);
  }

  /** Cuts the unprotected handshake records of a flight anew; the others stay as they are. */
  private static byte[] reframed(byte[] net, int fragment, boolean withAlerts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    boolean plain = true;
    for (int at = 0; at < net.length; ) {
      int length = (net[at + 3] & 0xff) << 8 | (net[at + 4] & 0xff);
      plain &= net[at] == ContentType.HANDSHAKE;
      if (plain) {
        messages.write(net, at + 5, length);
      } else {
        cut(messages.toByteArray(), fragment, withAlerts, out);
        messages.reset();
        out.write(net, at, 5 + length);
      }
      at += 5 + length;
    }
    cut(messages.toByteArray(), fragment, withAlerts, out);
    return out.toByteArray();
  }

  private static void cut(
      byte[] messages, int fragment, boolean withAlerts, ByteArrayOutputStream out) {
    int alerts = withAlerts ? 4 : 0;
    for (int at = 0; at < messages.length; at += fragment) {
      int length = Math.min(fragment, messages.length - at);
      out.writeBytes(new byte[] {22, 3, 3, (byte) (length >> 8), (byte) length});
      out.write(messages, at, length);
      if (alerts-- > 0) {
        out.writeBytes(WARNING);
      }
    }
  }
}
