package io.gasket.tls.interop.jsse;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.crypto.jca.JcaProvider;
import io.gasket.tls.record.RecordOpener;
import io.gasket.tls.record.RecordProtection;
import io.gasket.tls.record.RecordSealer;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import java.nio.ByteBuffer;
import java.util.Random;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** [P7] Records through Conscrypt's AEADs, which take direct buffers where they lie. */
@DisplayName("Conscrypt as a crypto provider, direct buffers")
class ConscryptRecordsTest {
  private static final CryptoProvider CONSCRYPT = JcaProvider.of(Conscrypt.newProvider());
  private static final CryptoProvider OTHER = CryptoProviders.byName("bc");
  private static final int TYPE = ContentType.APPLICATION_DATA;
  private static final byte MARK = 0x55;

  private static RecordSealer sealer(CryptoProvider provider, BulkCipher cipher) {
    return RecordProtection.sealer(
        provider.aeads(), cipher, bytes(cipher.keyLength()), bytes(cipher.fixedIvLength()));
  }

  private static RecordOpener opener(CryptoProvider provider, BulkCipher cipher) {
    return RecordProtection.opener(
        provider.aeads(), cipher, bytes(cipher.keyLength()), bytes(cipher.fixedIvLength()));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** A buffer with as much room as is wanted, marked all over, and more before and behind it. */
  private static ByteBuffer marked(int room) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(room + 20);
    while (buffer.hasRemaining()) {
      buffer.put(MARK);
    }
    return buffer.position(7).limit(room + 17);
  }

  private static byte[] content(ByteBuffer buffer, int from, int length) {
    byte[] content = new byte[length];
    buffer.duplicate().clear().get(from, content);
    return content;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("records are those that another library makes and opens, whatever their length")
  void sameRecords(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(CONSCRYPT, cipher);
    RecordSealer otherSealer = sealer(OTHER, cipher);
    RecordOpener opener = opener(CONSCRYPT, cipher);
    assertTrue(sealer.takesDirect() && opener.takesDirect());
    for (int length : new int[] {0, 1, 15, 16, 100, 1024, 16384}) {
      byte[] plain = bytes(length);
      byte[] expected = new byte[sealer.sealedLength(length)];
      otherSealer.seal(TYPE, plain, 0, length, expected, 0);
      ByteBuffer app = marked(length);
      app.put(7, plain);
      ByteBuffer net = marked(expected.length);
      assertEquals(expected.length, sealer.seal(TYPE, app, length, net));
      assertArrayEquals(expected, content(net, 7, expected.length));
      assertMargins(net, expected.length);
      ByteBuffer opened = marked(length);
      assertEquals(length, opener.open(TYPE, net, expected.length - 5, opened));
      assertArrayEquals(plain, content(opened, 7, length));
      assertMargins(opened, length);
      assertUnmoved(app, length);
      assertUnmoved(net, expected.length);
      assertUnmoved(opened, length);
    }
  }

  private static void assertUnmoved(ByteBuffer buffer, int room) {
    assertEquals(7, buffer.position());
    assertEquals(room + 17, buffer.limit());
  }

  private static void assertMargins(ByteBuffer buffer, int length) {
    ByteBuffer whole = buffer.duplicate().clear();
    for (int i = 0; i < whole.capacity(); i++) {
      if (i < 7 || i >= 7 + length) {
        assertEquals(MARK, whole.get(i), "byte " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "P8: a changed bit gives bad_record_mac, and nothing but zeros where plaintext was due")
  void forged(BulkCipher cipher) throws TlsFailure {
    byte[] record = new byte[sealer(OTHER, cipher).sealedLength(100)];
    sealer(OTHER, cipher).seal(TYPE, bytes(100), 0, 100, record, 0);
    for (int at : new int[] {0, 2, 5, 20, record.length - 17, record.length - 1}) {
      ByteBuffer net = marked(record.length);
      net.put(7, record);
      net.put(7 + at, (byte) (record[at] ^ 1));
      ByteBuffer out = marked(100);
      RecordOpener opener = opener(CONSCRYPT, cipher);
      assertFails(
          Alert.BAD_RECORD_MAC,
          Reason.RECORD_NOT_AUTHENTIC,
          () -> opener.open(net.get(7), net, record.length - 5, out));
      assertArrayEquals(new byte[100], content(out, 7, 100));
      assertMargins(out, 100);
      assertUnmoved(net, record.length);
      assertUnmoved(out, 100);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("buffers too small and fragments of wrong lengths are refused, as for arrays")
  void refused(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(CONSCRYPT, cipher);
    RecordOpener opener = opener(CONSCRYPT, cipher);
    ByteBuffer small = ByteBuffer.allocateDirect(50);
    ByteBuffer large = ByteBuffer.allocateDirect(17_000);
    assertThrows(IndexOutOfBoundsException.class, () -> sealer.seal(TYPE, large, 50, small));
    assertThrows(IndexOutOfBoundsException.class, () -> sealer.seal(TYPE, small, 51, large));
    assertThrows(IllegalArgumentException.class, () -> sealer.seal(TYPE, large, 16_385, large));
    assertEquals(0, sealer.records());
    assertThrows(IndexOutOfBoundsException.class, () -> opener.open(TYPE, small, 60, large));
    assertThrows(IndexOutOfBoundsException.class, () -> opener.open(TYPE, large, 100, small));
    assertFails(
        Alert.BAD_RECORD_MAC, Reason.RECORD_TOO_SHORT, () -> opener.open(TYPE, large, 15, small));
    assertFails(
        Alert.RECORD_OVERFLOW,
        Reason.RECORD_TOO_LONG,
        () -> opener.open(TYPE, large, opener.maxFragment() + 1, large));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a connection's data arrives in every kind of buffer, positions and limits in order")
  void connection(BufferKind kind) throws TlsFailure {
    EnginePair pair =
        EnginePair.of(Contexts.client(CONSCRYPT).build(), Contexts.server(CONSCRYPT).build(), kind)
            .shakeHands();
    TlsEngine server = pair.server();
    for (int length : new int[] {1, 100, 16_384, 40_000}) {
      byte[] plain = bytes(length);
      ByteBuffer app = kind.of(plain);
      ByteBuffer net = kind.allocate(length + 200);
      int start = net.position();
      int limit = net.limit();
      assertEquals(length, pair.client().send(app, net));
      assertEquals(0, app.remaining());
      assertEquals(limit, net.limit());
      net.limit(net.position()).position(start);
      ByteBuffer out = kind.allocate(length);
      int begin = out.position();
      assertEquals(length, server.receive(net, out));
      assertEquals(0, net.remaining());
      assertEquals(begin + length, out.position());
      byte[] received = new byte[length];
      out.get(begin, received);
      assertArrayEquals(plain, received);
    }
  }
}
