package io.gasket.tls.message;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.RecordedMessages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Hellos (RFC 5246 7.4.1.2 to 7.4.1.4)")
class HelloCodecsTest {
  private static final String RANDOM =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  /** Written from the RFC's struct, a field at a time. */
  private static final byte[] CLIENT_HELLO =
      Hex.bytes(
          "01 00004b" // client_hello, 75 bytes
              + ("0303" + RANDOM) // client_version, random
              + "03 aabbcc" // session_id
              + "0006 c02b c02f 00ff" // cipher_suites
              + "02 01 00" // compression_methods: DEFLATE, null
              + "0018" // extensions
              + "0010 000b 0009 08 687474702f312e31" // ALPN: http/1.1 (RFC 7301 3.1)
              + "0017 0000" // extended_master_secret (RFC 7627 5.1)
              + "ff01 0001 00"); // renegotiation_info (RFC 5746 3.2)

  private static final byte[] SERVER_HELLO =
      Hex.bytes(
          "02 00002d" // server_hello, 45 bytes
              + ("0303" + RANDOM) // server_version, random
              + "00" // session_id
              + "c02b 00" // cipher_suite, compression_method
              + "0005 ff01 0001 00"); // renegotiation_info

  @Test
  @DisplayName("a ClientHello written from the RFC is read and written again")
  void clientHello() throws TlsFailure {
    ClientHello hello = clientHello(CLIENT_HELLO);
    assertEquals(0x0303, hello.version());
    assertEquals(RANDOM, Hex.text(hello.random()));
    assertEquals("aabbcc", Hex.text(hello.sessionId()));
    assertArrayEquals(new int[] {0xc02b, 0xc02f, 0x00ff}, hello.suites());
    assertEquals("0100", Hex.text(hello.compressions()));
    assertEquals(
        List.of(
            "application_layer_protocol_negotiation",
            "extended_master_secret",
            "renegotiation_info"),
        hello.extensions().extensions().stream().map(Extension::name).toList());
    assertEquals("000908687474702f312e31", Hex.text(hello.extensions().find(16).body()));
    assertTrue(hello.offers(0x00ff));
    assertFalse(hello.offers(0xc030));
    assertTrue(hello.offersNullCompression());
    assertArrayEquals(CLIENT_HELLO, hello.encode());
  }

  @Test
  @DisplayName("a ServerHello written from the RFC is read and written again")
  void serverHello() throws TlsFailure {
    ServerHello hello = serverHello(SERVER_HELLO);
    assertEquals(0x0303, hello.version());
    assertEquals(RANDOM, Hex.text(hello.random()));
    assertEquals(0, hello.sessionId().length);
    assertEquals(0xc02b, hello.suite());
    assertEquals(0, hello.compression());
    assertEquals("00", Hex.text(hello.extensions().find(0xff01).body()));
    assertArrayEquals(SERVER_HELLO, hello.encode());
  }

  @Test
  @DisplayName("hellos without an extension block (7.4.1.2) are read and written again")
  void withoutExtensions() throws TlsFailure {
    byte[] client = Hex.bytes("01 000029 0301" + RANDOM + "00 0002 002f 01 00");
    assertEquals(ExtensionBlock.NONE, clientHello(client).extensions());
    assertArrayEquals(client, clientHello(client).encode());
    byte[] server = Hex.bytes("02 000026 0301" + RANDOM + "00 002f 00");
    assertEquals(ExtensionBlock.NONE, serverHello(server).extensions());
    assertArrayEquals(server, serverHello(server).encode());
  }

  @Test
  @DisplayName("an extension block of length 0 holds no extensions")
  void emptyBlock() throws TlsFailure {
    byte[] client = Hex.bytes("01 00002b 0303" + RANDOM + "00 0002 c02f 01 00 0000");
    assertEquals(List.of(), clientHello(client).extensions().extensions());
  }

  @Test
  @DisplayName("OpenSSL's and browser-like hellos are read and written again, byte for byte")
  void recorded() throws TlsFailure {
    for (Map.Entry<String, byte[]> hello : RecordedMessages.browsers().entrySet()) {
      assertArrayEquals(hello.getValue(), clientHello(hello.getValue()).encode(), hello.getKey());
    }
    for (Map.Entry<String, byte[]> message : RecordedMessages.openssl().entrySet()) {
      byte[] bytes = message.getValue();
      if (bytes[0] == HandshakeType.CLIENT_HELLO) {
        assertArrayEquals(bytes, clientHello(bytes).encode(), message.getKey());
      } else if (bytes[0] == HandshakeType.SERVER_HELLO) {
        assertArrayEquals(bytes, serverHello(bytes).encode(), message.getKey());
      }
    }
  }

  @Test
  @DisplayName("GREASE values (RFC 8701) among suites and extensions are numbers like any other")
  void grease() throws TlsFailure {
    ClientHello chrome = clientHello(RecordedMessages.browsers().get("chrome"));
    assertEquals(0x6a6a, chrome.suites()[0]);
    assertEquals(16, chrome.suites().length);
    assertEquals("extension 10794", chrome.extensions().extensions().get(0).name());
    assertEquals(18, chrome.extensions().extensions().size());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "session_id of 33 bytes | 21 {33} 0002 c02f 01 00 | session_id is 33 bytes long; allowed are 0 to 32",
        "no cipher suite | 00 0000 01 00 | cipher_suites is 0 bytes long; allowed are 2 to 65534",
        "half a cipher suite | 00 0003 c02f c0 01 00 | cipher_suites holds an odd number of bytes, 3",
        "no compression method | 00 0002 c02f 00 | compression_methods is 0 bytes long; allowed are 1 to 255",
        "a byte after the methods | 00 0002 c02f 01 00 00 | extensions needs 2 bytes but 1 are left",
        "a byte after the extensions | 00 0002 c02f 01 00 0000 00 | 1 bytes are left over at the end",
        "half an extension type | 00 0002 c02f 01 00 0001 00 | extension_type needs 2 bytes but 1 are left",
        "an extension longer than the block | 00 0002 c02f 01 00 0005 0017 0002 00"
            + " | extension_data of extended_master_secret needs 2 bytes but 1 are left",
      })
  @DisplayName(
      "B2: a ClientHello of another form is refused with decode_error and a text that names the field")
  void malformed(String name, String fields, String text) {
    String body = "0303" + RANDOM + fields.replace("{33}", "00".repeat(33)).replace(" ", "");
    byte[] message = Hex.bytes("01 %06x %s".formatted(body.length() / 2, body));
    TlsFailure failure =
        assertFails(Alert.DECODE_ERROR, Reason.MALFORMED_MESSAGE, () -> clientHello(message));
    assertEquals("ClientHello: " + text, failure.detail());
  }

  @Test
  @DisplayName("an extension that comes twice is refused with illegal_parameter (7.4.1.4)")
  void duplicate() {
    byte[] message =
        Hex.bytes("01 000033 0303" + RANDOM + "00 0002 c02f 01 00 0008 2a2a 0000 2a2a 0000");
    TlsFailure failure =
        assertFails(
            Alert.ILLEGAL_PARAMETER, Reason.DUPLICATE_EXTENSION, () -> clientHello(message));
    assertTrue(failure.detail().contains("extension 10794 twice"), failure::detail);
  }

  private static ClientHello clientHello(byte[] message) throws TlsFailure {
    return ClientHello.read(new HandshakeMessage(message).as(HandshakeType.CLIENT_HELLO));
  }

  private static ServerHello serverHello(byte[] message) throws TlsFailure {
    return ServerHello.read(new HandshakeMessage(message).as(HandshakeType.SERVER_HELLO));
  }
}
