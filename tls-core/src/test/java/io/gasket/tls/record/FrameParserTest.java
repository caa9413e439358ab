package io.gasket.tls.record;

import static io.gasket.tls.testing.Failures.assertFails;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.BufferKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P4: incoming bytes are split into records (RFC 5246 6.2.1)")
class FrameParserTest {
  @ParameterizedTest
  @EnumSource
  @DisplayName("a whole flight at once")
  void wholeFlight(BufferKind kind) throws TlsFailure {
    assertEquals(ServerFlight.RECORDS, ServerFlight.split(kind.of(ServerFlight.BYTES), List.of()));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a flight in two parts, cut at every byte")
  void everyCut(BufferKind kind) throws TlsFailure {
    for (int cut = 0; cut <= ServerFlight.BYTES.length; cut++) {
      assertEquals(
          ServerFlight.RECORDS,
          ServerFlight.split(kind.of(ServerFlight.BYTES), List.of(cut)),
          "cut at " + cut);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "a part of a record is no error and tells what is missing; the buffer's position never moves")
  void partsOfARecord(BufferKind kind) throws TlsFailure {
    byte[] record = Arrays.copyOf(ServerFlight.BYTES, 5 + 93);
    for (int length = 0; length <= record.length; length++) {
      FrameParser parser = new FrameParser();
      ByteBuffer src = kind.of(Arrays.copyOf(record, length));
      int position = src.position();
      assertEquals(
          length < record.length ? FrameParser.NO_RECORD : record.length, parser.parse(src));
      assertEquals((length < 5 ? 5 : record.length) - length, parser.missing());
      assertEquals(length < 1 ? -1 : 22, parser.type());
      assertEquals(length < 3 ? -1 : 0x0303, parser.version());
      assertEquals(length < 5 ? -1 : 93, parser.fragmentLength());
      assertEquals(position, src.position());
      assertEquals(position + length, src.limit());
    }
  }

  @Test
  @DisplayName("bytes behind a record are left alone, and an empty fragment is a record")
  void emptyFragment() throws TlsFailure {
    FrameParser parser = new FrameParser();
    assertEquals(5, parser.parse(hex("17 03 03 00 00 ff ff")));
    assertEquals(0, parser.fragmentLength());
    assertEquals(0, parser.missing());
  }

  @Test
  @DisplayName("an unknown type fails at byte 0 with unexpected_message")
  void unknownType() throws TlsFailure {
    for (int type = 0; type < 256; type++) {
      FrameParser parser = ServerFlight.parserAfterOneRecord();
      ByteBuffer src = ByteBuffer.wrap(new byte[] {(byte) type});
      if (type >= 20 && type <= 23) {
        assertEquals(FrameParser.NO_RECORD, parser.parse(src));
      } else {
        TlsFailure failure =
            assertFails(
                Alert.UNEXPECTED_MESSAGE, Reason.UNKNOWN_CONTENT_TYPE, () -> parser.parse(src));
        assertTrue(failure.detail().contains("content type " + type), failure.detail());
        assertEquals(type == 24, failure.detail().contains("heartbeat"), failure.detail());
      }
    }
  }

  @Test
  @DisplayName(
      "before a version is negotiated any 0x03xx passes (RFC 5246 E.1); else byte 1 fails with protocol_version")
  void anyTlsVersionAtFirst() throws TlsFailure {
    for (int minor = 0; minor < 256; minor++) {
      FrameParser parser = new FrameParser();
      parser.parse(ByteBuffer.wrap(new byte[] {22, 3, (byte) minor}));
      assertEquals(0x0300 | minor, parser.version());
    }
    for (int major = 0; major < 256; major++) {
      ByteBuffer src = ByteBuffer.wrap(new byte[] {22, (byte) major});
      if (major != 3) {
        assertFails(
            Alert.PROTOCOL_VERSION, Reason.BAD_RECORD_VERSION, () -> new FrameParser().parse(src));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0304, 0x03ff})
  @DisplayName("once TLS 1.2 is negotiated any other version fails at byte 2 with protocol_version")
  void oneVersionOnceNegotiated(int version) throws TlsFailure {
    FrameParser parser = ServerFlight.parserAfterOneRecord();
    parser.requireVersion(ProtocolVersion.TLS_1_2);
    assertEquals(FrameParser.NO_RECORD, parser.parse(hex("17 03 03")));
    byte[] header = {23, 3, (byte) version, 0, 0};
    for (int length = 3; length <= 5; length++) {
      ByteBuffer src = ByteBuffer.wrap(header, 0, length);
      TlsFailure failure =
          assertFails(Alert.PROTOCOL_VERSION, Reason.BAD_RECORD_VERSION, () -> parser.parse(src));
      assertTrue(failure.detail().contains(String.format("0x%04x", version)), failure.detail());
      assertTrue(failure.detail().contains("0x0303 (TLS 1.2) was negotiated"), failure.detail());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "16384, 17 03 03 40 00, 17 03 03 40 01, 17 03 03 41",
    "16408, 17 03 03 40 18, 17 03 03 40 19, 17 03 03 41",
    "1, 17 03 03 00 01, 17 03 03 00 02, 17 03 03 01",
    "512, 17 03 03 02 00, 17 03 03 02 01, 17 03 03 03",
    "18432, 17 03 03 48 00, 17 03 03 48 01, 17 03 03 49"
  })
  @DisplayName(
      "a length beyond the limit fails with record_overflow at byte 4, or at byte 3 where that tells")
  void tooLong(int limit, String longest, String tooLong, String tooLongAlready) throws TlsFailure {
    FrameParser parser = new FrameParser();
    assertEquals(FrameParser.NO_RECORD, parser.parse(hex("17 03 03")));
    if (limit != FrameParser.MAX_PLAINTEXT) {
      parser.maxFragment(limit);
    }
    assertEquals(FrameParser.NO_RECORD, parser.parse(hex(longest)));
    assertEquals(limit, parser.missing());
    assertEquals(FrameParser.NO_RECORD, parser.parse(hex(tooLong.substring(0, 11))));
    assertAnnounced("announces " + (limit + 1) + " bytes", parser, tooLong);
    int atLeast = Integer.parseInt(tooLongAlready.substring(9), 16) << 8;
    assertAnnounced("announces at least " + atLeast + " bytes", parser, tooLongAlready);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "POST /a",
        "PUT /a",
        "HEAD /",
        "OPTIONS *",
        "DELETE /",
        "PATCH /",
        "CONNECT a:1",
        "TRACE /",
        "PRI * HTTP/2.0"
      })
  @DisplayName("plain HTTP at a server's port is named from its first letter on")
  void httpRequest(String request) {
    for (int length = 1; length <= request.length(); length++) {
      ByteBuffer src = ascii(request.substring(0, length));
      TlsFailure failure =
          assertFails(
              Alert.UNEXPECTED_MESSAGE, Reason.PLAINTEXT_HTTP, () -> new FrameParser().parse(src));
      assertTrue(
          length == 1 || failure.detail().contains("client sent a plain HTTP request"),
          failure.detail());
    }
  }

  @Test
  @DisplayName("a server that answers in plain HTTP is named so")
  void httpResponse() {
    for (String answer : List.of("HT", "HTTP/1.1 400 Bad Request\r\n")) {
      TlsFailure failure =
          assertFails(
              Alert.UNEXPECTED_MESSAGE,
              Reason.PLAINTEXT_HTTP,
              () -> new FrameParser().parse(ascii(answer)));
      assertTrue(failure.detail().contains("server answered in plain HTTP"), failure.detail());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80 2e 01 00 02 00 15",
        "80 2e 01 03 01 00 15",
        "80 2e 01 03 03",
        "ff ff 01 03 00"
      })
  @DisplayName("an SSL 2.0 hello is named and gets protocol_version (RFC 6176, RFC 5246 E.2)")
  void ssl2Hello(String hello) {
    assertFails(
        Alert.PROTOCOL_VERSION, Reason.SSL2_HELLO, () -> new FrameParser().parse(hex(hello)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "53 53 48 2d 32 2e 30 2d 4f 70",
        "47 45 54 00",
        "80",
        "80 2e 01 00",
        "80 2e 04 00 02",
        "80 2e 01 01 02",
        "00",
        "18",
        "2e 01 01 00 02"
      })
  @DisplayName("other first bytes are named no TLS, with a preview of 8 bytes at most")
  void notTls(String start) {
    TlsFailure failure =
        assertFails(
            Alert.UNEXPECTED_MESSAGE, Reason.NOT_TLS, () -> new FrameParser().parse(hex(start)));
    String preview = start.substring(0, Math.min(start.length(), 23));
    assertTrue(failure.detail().contains("bytes " + preview + ","), failure.detail());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the first bytes are recognised in any buffer, and its position stays")
  void firstBytesInAnyBuffer(BufferKind kind) {
    ByteBuffer src = kind.of(new byte[] {'G', 'E', 'T', ' ', '/'});
    int position = src.position();
    assertFails(
        Alert.UNEXPECTED_MESSAGE, Reason.PLAINTEXT_HTTP, () -> new FrameParser().parse(src));
    assertEquals(position, src.position());
  }

  @Test
  @DisplayName("settings out of range are refused")
  void settings() {
    FrameParser parser = new FrameParser();
    assertThrows(IllegalArgumentException.class, () -> parser.maxFragment(0));
    assertThrows(
        IllegalArgumentException.class, () -> parser.maxFragment(FrameParser.MAX_CIPHERTEXT + 1));
    assertThrows(IllegalArgumentException.class, () -> parser.requireVersion(0x0203));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("parsing allocates nothing")
  void noAllocation(BufferKind kind) throws Throwable {
    ByteBuffer src = kind.of(ServerFlight.BYTES);
    FrameParser parser = new FrameParser();
    int start = src.position();
    int end = src.limit();
    long bytes =
        Allocations.of(
            () -> {
              for (int round = 0; round < 20; round++) {
                for (int limit = start; limit <= end; limit++) {
                  src.limit(limit);
                  src.position(src.position() + parser.parse(src));
                }
                src.position(start);
              }
            });
    assertEquals(0, bytes);
  }

  private static void assertAnnounced(String text, FrameParser parser, String header) {
    TlsFailure failure =
        assertFails(Alert.RECORD_OVERFLOW, Reason.RECORD_TOO_LONG, () -> parser.parse(hex(header)));
    assertTrue(failure.detail().contains(text), failure.detail());
  }

  private static ByteBuffer hex(String bytes) {
    return ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(bytes));
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }
}
