package io.gasket.tls.handshake.exchange;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.KeyExchangeKind;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.FakeGroups;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.RecordedMessages;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("ServerECDHParams and ClientECDiffieHellmanPublic (RFC 8422 5.4, 5.7)")
class EcdheCodecsTest {
  private static final CryptoProvider CRYPTO = FakeGroups.provider(Hex.bytes("aabbcc"));
  private static final List<NamedGroup> OFFERED = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);

  @Test
  @DisplayName("the server writes curve_type, namedcurve and its point")
  void serverWrites() {
    ServerExchange exchange =
        KeyExchanges.server(KeyExchangeKind.ECDHE, CRYPTO, NamedGroup.SECP256R1);
    assertEquals("03" + "0017" + "03" + "aabbcc", Hex.text(exchange.parameters()));
  }

  @Test
  @DisplayName("the client reads them, keeps the bytes that are signed, and leaves the signature")
  void clientReads() throws TlsFailure {
    Cursor message = cursor("03 001d 02 0102 0807 0001 ff");
    ClientExchange exchange = client(message);
    assertEquals(NamedGroup.X25519, exchange.group());
    assertEquals("03001d020102", Hex.text(exchange.parameters()));
    assertEquals("ff", Hex.text(DigitallySigned.read(message).signature()));
  }

  @Test
  @DisplayName(
      "the client writes its point with an 8-bit length; the server reads it to the last byte")
  void clientWrites() throws TlsFailure {
    Wire body = new Wire(8);
    assertEquals("0102", Hex.text(client(cursor("03 0017 02 0102")).agree(body)));
    assertEquals("03" + "aabbcc", Hex.text(body.toBytes()));
    ServerExchange exchange = KeyExchanges.server(KeyExchangeKind.ECDHE, CRYPTO, NamedGroup.X25519);
    assertEquals("aabbcc", Hex.text(exchange.premaster(cursor("03 aabbcc"))));
  }

  @Test
  @DisplayName("OpenSSL's parameters are kept byte for byte")
  void recorded() throws TlsFailure {
    byte[] recorded = RecordedMessages.openssl("ecdsa.server.server_key_exchange");
    ClientExchange exchange = client(new HandshakeMessage(recorded).body());
    assertEquals(NamedGroup.X25519, exchange.group());
    assertEquals(Hex.text(recorded).substring(8, 8 + 72), Hex.text(exchange.parameters()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "01 0001 01 00, UNSUPPORTED_CURVE_TYPE, curve_type 1; RFC 8422 5.4 leaves only named_curve(3)",
    "02 0001 01 00, UNSUPPORTED_CURVE_TYPE, curve_type 2",
    "03 0018 01 00, GROUP_NOT_OFFERED, uses secp384r1; offered were x25519",
    "03 0a0a 01 00, GROUP_NOT_OFFERED, uses group 2570",
  })
  @DisplayName("parameters that were not offered are refused with illegal_parameter")
  void notOffered(String digits, Reason reason, String text) {
    TlsFailure failure = assertFails(Alert.ILLEGAL_PARAMETER, reason, () -> client(cursor(digits)));
    assertTrue(failure.detail().contains(text), failure::detail);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"03", "03 00", "03 001d", "03 001d 00", "03 001d 02 01"})
  @DisplayName("B2: parameters of another form are refused with decode_error")
  void malformedParameters(String digits) {
    assertFails(Alert.DECODE_ERROR, Reason.MALFORMED_MESSAGE, () -> client(cursor(digits)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"00", "02 01", "02 010203"})
  @DisplayName("B2: a client's point of another form is refused with decode_error")
  void malformedPoint(String digits) {
    ServerExchange exchange = KeyExchanges.server(KeyExchangeKind.ECDHE, CRYPTO, NamedGroup.X25519);
    assertFails(
        Alert.DECODE_ERROR, Reason.MALFORMED_MESSAGE, () -> exchange.premaster(cursor(digits)));
  }

  private static ClientExchange client(Cursor message) throws TlsFailure {
    return KeyExchanges.client(KeyExchangeKind.ECDHE, CRYPTO, OFFERED, message);
  }

  private static Cursor cursor(String digits) {
    byte[] bytes = Hex.bytes(digits);
    return Cursor.over("KeyExchange", Reason.MALFORMED_MESSAGE, bytes, 0, bytes.length);
  }
}
