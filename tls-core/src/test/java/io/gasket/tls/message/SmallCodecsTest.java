package io.gasket.tls.message;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.RecordedMessages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Finished, digitally-signed elements, and what all codecs stand on")
class SmallCodecsTest {
  @Test
  @DisplayName("a Finished (RFC 5246 7.4.9) is read and written again")
  void finished() throws TlsFailure {
    byte[] message = Hex.bytes("14 00000c 0b0a09080706050403020100");
    Finished finished = Finished.read(new HandshakeMessage(message).as(HandshakeType.FINISHED));
    assertEquals("0b0a09080706050403020100", Hex.text(finished.verifyData()));
    assertArrayEquals(message, finished.encode());
    byte[] recorded = RecordedMessages.openssl("ecdsa.server.finished");
    assertArrayEquals(recorded, Finished.read(new HandshakeMessage(recorded).body()).encode());
  }

  @Test
  @DisplayName("a CertificateVerify (RFC 5246 4.7, 7.4.8) is read and written again")
  void certificateVerify() throws TlsFailure {
    byte[] message = Hex.bytes("0f 000007 0403 0003 010203");
    DigitallySigned signed =
        DigitallySigned.read(new HandshakeMessage(message).as(HandshakeType.CERTIFICATE_VERIFY));
    assertEquals(0x0403, signed.scheme());
    assertEquals("010203", Hex.text(signed.signature()));
    assertArrayEquals(
        message, HandshakeMessage.encode(HandshakeType.CERTIFICATE_VERIFY, signed::write));
    byte[] recorded = RecordedMessages.openssl("rsa.client.certificate_verify");
    DigitallySigned rsa = DigitallySigned.read(new HandshakeMessage(recorded).body());
    assertEquals(256, rsa.signature().length);
    assertArrayEquals(
        recorded, HandshakeMessage.encode(HandshakeType.CERTIFICATE_VERIFY, rsa::write));
  }

  @Test
  @DisplayName("a message of another type is refused with unexpected_message, both named")
  void otherType() {
    TlsFailure failure =
        assertFails(
            Alert.UNEXPECTED_MESSAGE,
            Reason.UNEXPECTED_MESSAGE,
            () -> new HandshakeMessage(Hex.bytes("04 000000")).as(HandshakeType.FINISHED));
    assertEquals("NewSessionTicket came where Finished was due", failure.detail());
  }

  @Test
  @DisplayName("the presentation language (RFC 5246 4): integers are big-endian, vectors nest")
  void presentationLanguage() throws TlsFailure {
    Wire wire = new Wire(0).u8(0x101).u16(0x10203).u24(0x1020304);
    int outer = wire.open24();
    int inner = wire.open8();
    wire.bytes(new byte[] {7, 8, 9}, 1, 2).close(inner).u8(0xff).close(outer);
    assertEquals(
        "01" + "0203" + "020304" + "000004" + "02" + "0809" + "ff", Hex.text(wire.toBytes()));
    assertEquals(13, wire.length());

    byte[] bytes = wire.toBytes();
    Cursor cursor = Cursor.over("it", Reason.MALFORMED_MESSAGE, bytes, 0, bytes.length);
    assertEquals(1, cursor.u8("a"));
    assertEquals(0x0203, cursor.u16("b"));
    assertEquals(0x020304, cursor.u24("c"));
    Cursor contents = cursor.vector24("d", 0, 10);
    assertEquals("0809", Hex.text(contents.vector8("e", 2, 2).rest()));
    assertEquals(1, contents.remaining());
    assertEquals("ff", Hex.text(contents.bytes("f", 1)));
    contents.end();
    cursor.end();
  }

  @Test
  @DisplayName("a cursor does not read beyond its range, even when the array goes on")
  void range() throws TlsFailure {
    byte[] bytes = Hex.bytes("ff 0003 aabb ffff");
    Cursor cursor = Cursor.over("it", Reason.MALFORMED_EXTENSION, bytes, 1, 4);
    TlsFailure failure =
        assertFails(
            Alert.DECODE_ERROR, Reason.MALFORMED_EXTENSION, () -> cursor.vector16("list", 0, 9));
    assertEquals("it: list needs 3 bytes but 2 are left", failure.detail());
    Cursor behind = Cursor.over("it", Reason.MALFORMED_EXTENSION, bytes, 7, 0);
    assertFails(Alert.DECODE_ERROR, Reason.MALFORMED_EXTENSION, () -> behind.u8("byte"));
    behind.end();
    for (int[] outside :
        new int[][] {{-1, 1}, {0, -1}, {0, 8}, {8, 0}, {7, 1}, {1, Integer.MAX_VALUE}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Cursor.over("it", Reason.MALFORMED_MESSAGE, bytes, outside[0], outside[1]));
    }
  }

  @Test
  @DisplayName("what does not fit its length field is our own fault and is told, not cut off")
  void tooLongToWrite() {
    Wire wire = new Wire(300);
    int mark = wire.open8();
    wire.bytes(new byte[256]);
    IllegalStateException fault = assertThrows(IllegalStateException.class, () -> wire.close(mark));
    assertTrue(fault.getMessage().contains("256 bytes"), fault::getMessage);
  }
}
