package io.gasket.tls.message;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.Hex;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Messages out of record fragments (RFC 5246 6.2.1)")
class HandshakeReassemblerTest {
  private static final int LIMIT = 1024;

  private final HandshakeReassembler reassembler = new HandshakeReassembler(LIMIT);

  @Test
  @DisplayName("several messages in a fragment come out one by one")
  void manyInOne() throws TlsFailure {
    append("02 000001 aa 0b 000000 0e 000000");
    assertTrue(reassembler.holdsBytes());
    assertEquals("02000001aa", next());
    assertEquals("0b000000", next());
    assertTrue(reassembler.holdsBytes());
    assertEquals("0e000000", next());
    assertFalse(reassembler.holdsBytes());
    assertNull(reassembler.next());
  }

  @Test
  @DisplayName("a message over many fragments comes out once it is whole, one byte at a time too")
  void oneOverMany() throws TlsFailure {
    byte[] bytes = Hex.bytes("14 000003 010203 00 000000");
    for (int i = 0; i < bytes.length; i++) {
      reassembler.append(bytes, i, 1);
      if (i == 6) {
        assertEquals("14000003010203", next());
        assertFalse(reassembler.holdsBytes());
      } else if (i < bytes.length - 1) {
        assertNull(reassembler.next());
        assertTrue(reassembler.holdsBytes());
      }
    }
    assertEquals("00000000", next());
  }

  @Test
  @DisplayName("a fragment may end one message and begin another")
  void acrossFragments() throws TlsFailure {
    append("0b 000002 01");
    assertNull(reassembler.next());
    append("02 0e 0000");
    assertEquals("0b0000020102", next());
    assertNull(reassembler.next());
    append("00 14 000001 07");
    assertEquals("0e000000", next());
    assertEquals("1400000107", next());
    assertFalse(reassembler.holdsBytes());
  }

  @Test
  @DisplayName("only the given part of the fragment's array counts")
  void offset() throws TlsFailure {
    reassembler.append(Hex.bytes("ffff 00000000 ffff"), 2, 4);
    assertEquals("00000000", next());
    assertFalse(reassembler.holdsBytes());
  }

  @Test
  @DisplayName("a message at the limit is taken; beyond it the header alone is enough to refuse it")
  void limit() throws TlsFailure {
    append("0b 000400");
    reassembler.append(new byte[LIMIT], 0, LIMIT);
    assertEquals(LIMIT + 4, reassembler.next().bytes().length);
    append("0b 0004");
    assertNull(reassembler.next());
    append("01");
    TlsFailure failure =
        assertFails(Alert.DECODE_ERROR, Reason.MESSAGE_TOO_LONG, reassembler::next);
    assertEquals(
        "Certificate announces 1025 bytes; the limit is 1024 (Limits.handshakeMessage)",
        failure.detail());
  }

  @Test
  @DisplayName("memory follows what came, not what a header announces")
  void grows() throws Throwable {
    byte[] header = Hex.bytes("01 ffffff");
    long bytes =
        Allocations.of(
            () -> {
              HandshakeReassembler wide = new HandshakeReassembler(0xffffff);
              wide.append(header, 0, header.length);
              assertNull(wide.next());
            });
    assertTrue(bytes < 512, bytes + " bytes for a header");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100, 16_384})
  @DisplayName("a long message in fragments of any size costs no more than a few times its length")
  void cost(int fragment) throws Throwable {
    int length = 65_535;
    byte[] message = new byte[4 + length];
    message[0] = 1;
    message[2] = (byte) 0xff;
    message[3] = (byte) 0xff;
    for (int i = 4; i < message.length; i++) {
      message[i] = (byte) i;
    }
    long bytes =
        Allocations.of(
            () -> {
              HandshakeReassembler wide = new HandshakeReassembler(length);
              for (int at = 0; at < message.length; at += fragment) {
                assertNull(wide.next());
                wide.append(message, at, Math.min(fragment, message.length - at));
              }
              assertArrayEquals(message, wide.next().bytes());
            });
    assertTrue(bytes < 6L * message.length, bytes + " bytes");
  }

  @Test
  @DisplayName("the message is a copy of its own: later fragments do not change it")
  void ownCopy() throws TlsFailure {
    append("14 000002 0102");
    HandshakeMessage message = reassembler.next();
    byte[] before = message.bytes().clone();
    append("14 000002 0304");
    assertArrayEquals(before, message.bytes());
    assertEquals("140000020304", next());
  }

  @Test
  @DisplayName("wiping lets go of all bytes")
  void wipe() throws TlsFailure {
    append("14 000002 01");
    reassembler.wipe();
    assertFalse(reassembler.holdsBytes());
    append("00 000000");
    assertEquals("00000000", next());
  }

  private void append(String digits) {
    byte[] bytes = Hex.bytes(digits);
    reassembler.append(bytes, 0, bytes.length);
    Arrays.fill(bytes, (byte) 0xee);
  }

  private String next() throws TlsFailure {
    return Hex.text(reassembler.next().bytes());
  }
}
