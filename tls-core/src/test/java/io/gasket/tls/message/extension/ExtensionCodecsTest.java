package io.gasket.tls.message.extension;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.RecordedMessages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Bodies of hello extensions")
class ExtensionCodecsTest {
  @Test
  @DisplayName("P5: ALPN's list has a length of its own before the names' (RFC 7301 3.1)")
  void applicationProtocols() throws TlsFailure {
    String extension = "0010 000b 0009 08 687474702f312e31";
    byte[] body = Hex.bytes(extension.substring("0010 000b".length()));
    assertEquals(List.of("http/1.1"), ApplicationProtocols.read(cursor(16, body)));
    assertArrayEquals(body, ApplicationProtocols.encode(List.of("http/1.1")));

    byte[] two = Hex.bytes("000c 02 6832 08 687474702f312e31");
    assertEquals(List.of("h2", "http/1.1"), ApplicationProtocols.read(cursor(16, two)));
    assertArrayEquals(two, ApplicationProtocols.encode(List.of("h2", "http/1.1")));
  }

  @Test
  @DisplayName("a protocol name is any bytes (RFC 7301 3.1), as GREASE's (RFC 8701 2) are")
  void protocolNamesAreBytes() throws TlsFailure {
    byte[] body = Hex.bytes("0006 02 0a0a 02 80ff");
    List<String> names = ApplicationProtocols.read(cursor(16, body));
    assertEquals(List.of("\n\n", "\u0080\u00ff"), names);
    assertArrayEquals(body, ApplicationProtocols.encode(names));
  }

  @Test
  @DisplayName("server_name (RFC 6066 3)")
  void serverName() throws TlsFailure {
    byte[] body = Hex.bytes("000e 00 000b 6578616d706c652e6f7267");
    assertEquals("example.org", ServerName.read(cursor(0, body)));
    Wire wire = new Wire(4);
    ServerName.write(wire, "example.org");
    assertArrayEquals(body, wire.toBytes());
  }

  @Test
  @DisplayName("a name of another type is passed over; letters' case and a root dot do not matter")
  void serverNameForms() throws TlsFailure {
    assertEquals("a.b", ServerName.read(cursor(0, Hex.bytes("000b 07 0002 ffff 00 0003 412e42"))));
    assertNull(ServerName.read(cursor(0, Hex.bytes("0005 07 0002 ffff"))));
    assertEquals("a.b", ServerName.read(cursor(0, Hex.bytes("0007 00 0004 612e622e"))));
    assertEquals("a_b-1", ServerName.read(cursor(0, Hex.bytes("0008 00 0005 615f622d31"))));
  }

  @Test
  @DisplayName("a host name of 255 bytes is taken, one more is not")
  void longestServerName() throws TlsFailure {
    String name = "a".repeat(255);
    Wire wire = new Wire(4);
    ServerName.write(wire, name);
    assertEquals(name, ServerName.read(cursor(0, wire.toBytes())));
  }

  @Test
  @DisplayName("renegotiation_info (RFC 5746 3.2): empty at first, then the Finished values")
  void renegotiationInfo() throws TlsFailure {
    // RFC 5746 3.2: "ff 01 00 01 00" is the whole extension of an initial handshake.
    byte[] empty = Hex.bytes("00");
    assertEquals(0, RenegotiationInfo.read(cursor(0xff01, empty)).length);
    assertArrayEquals(empty, RenegotiationInfo.encode(new byte[0]));

    byte[] later = Hex.bytes("0c 000102030405060708090a0b");
    assertEquals(
        "000102030405060708090a0b", Hex.text(RenegotiationInfo.read(cursor(0xff01, later))));
    assertArrayEquals(later, RenegotiationInfo.encode(Hex.bytes("000102030405060708090a0b")));
  }

  @Test
  @DisplayName(
      "RFC 5746 3.5, 3.7: a renegotiation's hellos carry the Finished values OpenSSL sent before")
  void recordedRenegotiation() throws TlsFailure {
    ClientHello again =
        ClientHello.read(
            new HandshakeMessage(RecordedMessages.openssl("again.client.client_hello.2")).body());
    String finished =
        Hex.text(RecordedMessages.openssl("again.client.finished")).substring("1400000c".length());
    Extension info = again.extensions().find(ExtensionType.RENEGOTIATION_INFO);
    assertEquals(finished, Hex.text(RenegotiationInfo.read(info.cursor())));
  }

  @Test
  @DisplayName("supported_groups and signature_algorithms (RFC 8422 5.1.1, RFC 5246 7.4.1.4.1)")
  void codeList() throws TlsFailure {
    byte[] body = Hex.bytes("0006 001d 0017 fafa");
    assertArrayEquals(
        new int[] {0x001d, 0x0017, 0xfafa}, CodeList.read(cursor(10, body), "named_group_list"));
    assertArrayEquals(body, CodeList.encode(new int[] {0x001d, 0x0017, 0xfafa}));
  }

  @Test
  @DisplayName("status_request (RFC 6066 8): responders and extensions may be named or not")
  void statusRequest() throws TlsFailure {
    byte[] plain = Hex.bytes("01 0000 0000");
    assertArrayEquals(plain, StatusRequest.encode());
    assertTrue(StatusRequest.read(cursor(5, plain)));
    assertTrue(StatusRequest.read(cursor(5, Hex.bytes("01 0007 0002 a100 0001 30 0003 300100"))));
    assertFalse(StatusRequest.read(cursor(5, Hex.bytes("02 ffff"))), "an unknown type");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource({
    "'',                    status_type needs 1 bytes",
    "01,                    responder_id_list needs 2 bytes",
    "01 0000,               request_extensions needs 2 bytes",
    "01 0000 0000 00,       1 bytes are left over",
    "01 0001 00 0000,       ResponderID needs 2 bytes",
    "01 0002 0000 0000,     ResponderID is 0 bytes long",
    "01 0003 0002 a1 0000,  ResponderID needs 2 bytes but 1",
    "01 0000 0001,          request_extensions needs 1 bytes but 0"
  })
  @DisplayName("status_request of another form: decode_error")
  void malformedStatusRequest(String digits, String text) {
    assertMalformed(text, () -> StatusRequest.read(cursor(5, Hex.bytes(digits))));
  }

  @Test
  @DisplayName("signed_certificate_timestamp (RFC 6962 3.3.1)")
  void timestamps() throws TlsFailure {
    List<byte[]> read = Timestamps.read(cursor(18, Hex.bytes("0007 0002 abcd 0001 ef")));
    assertEquals(List.of("abcd", "ef"), read.stream().map(Hex::text).toList());
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource({
    "'',                 sct_list needs 2 bytes",
    "0000,               sct_list is 0 bytes long",
    "0002 0000,          SerializedSCT is 0 bytes long",
    "0003 0002 ab,       SerializedSCT needs 2 bytes but 1",
    "0004 0002 abcd 00,  1 bytes are left over",
    "0005 0002 abcd,     sct_list needs 5 bytes but 4"
  })
  @DisplayName("signed_certificate_timestamp of another form: decode_error")
  void malformedTimestamps(String digits, String text) {
    assertMalformed(text, () -> Timestamps.read(cursor(18, Hex.bytes(digits))));
  }

  private static void assertMalformed(String text, Executable reading) {
    TlsFailure failure = assertFails(Alert.DECODE_ERROR, Reason.MALFORMED_EXTENSION, reading);
    assertTrue(failure.detail().contains(text), failure::detail);
  }

  @Test
  @DisplayName("ec_point_formats (RFC 8422 5.1.2): uncompressed must be among them, in any place")
  void pointFormats() throws TlsFailure {
    assertArrayEquals(Hex.bytes("01 00"), PointFormats.encode());
    PointFormats.check(cursor(11, Hex.bytes("01 00")));
    PointFormats.check(cursor(11, Hex.bytes("03 01 02 00")));
    TlsFailure failure =
        assertFails(
            Alert.ILLEGAL_PARAMETER,
            Reason.BAD_POINT_FORMATS,
            () -> PointFormats.check(cursor(11, Hex.bytes("02 01 02"))));
    assertTrue(failure.detail().contains("lacks uncompressed(0)"), failure::detail);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "000600000361 00 62, byte 0",
    "0007 00 0004 c3bc2e62, byte 195",
    "0006 00 0003 61 0a 62, byte 10",
    "0006 00 0003 61 20 62, byte 32",
    "0006 00 0003 61 2f 62, byte 47",
    "0004 00 0001 2e, an empty label",
    "0005 00 0002 2e2e, an empty label",
    "0005 00 0002 2e61, an empty label",
    "0007 00 0004 612e2e62, an empty label",
    "000b 00 0001 61 00 0004 622e6f67, two names of type host_name",
  })
  @DisplayName("a server_name that can be no DNS name is refused with illegal_parameter")
  void noDnsName(String digits, String text) {
    TlsFailure failure =
        assertFails(
            Alert.ILLEGAL_PARAMETER,
            Reason.MALFORMED_EXTENSION,
            () -> ServerName.read(cursor(0, Hex.bytes(digits))));
    assertTrue(failure.detail().startsWith("server_name "), failure::detail);
    assertTrue(failure.detail().contains(text), failure::detail);
  }

  @Test
  @DisplayName("a host name of 256 bytes is refused with illegal_parameter")
  void tooLongServerName() {
    Wire wire = new Wire(4);
    ServerName.write(wire, "a".repeat(256));
    TlsFailure failure =
        assertFails(
            Alert.ILLEGAL_PARAMETER,
            Reason.MALFORMED_EXTENSION,
            () -> ServerName.read(cursor(0, wire.toBytes())));
    assertTrue(failure.detail().contains("256 bytes"), failure::detail);
  }

  @Test
  @DisplayName("what is written of a host name is its ASCII bytes")
  void writtenServerName() {
    Wire wire = new Wire(4);
    ServerName.write(wire, "xn--mnchen-3ya.de");
    byte[] bytes = wire.toBytes();
    assertEquals(
        "xn--mnchen-3ya.de", new String(bytes, 5, bytes.length - 5, StandardCharsets.US_ASCII));
  }

  private static Cursor cursor(int type, byte[] body) {
    return new Extension(type, body).cursor();
  }
}
