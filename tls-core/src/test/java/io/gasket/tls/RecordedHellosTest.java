package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.handshake.exchange.KeyExchanges;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.KeyExchangeKind;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.RecordedMessages;
import io.gasket.tls.testing.TestPki;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Hellos of browsers and of OpenSSL, answered by our server")
class RecordedHellosTest {
  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "browsers get a suite, a group and h2 that they offered; GREASE and TLS 1.3 are passed over")
  void browsers(CryptoProvider provider) throws TlsFailure {
    SecurityContext server =
        Contexts.server(provider)
            .credential("example.org", TestPki.server(TestPki.KeyKind.EC_P256))
            .applicationProtocols("h2", "http/1.1")
            .build();
    for (byte[] hello : RecordedMessages.browsers().values()) {
      List<HandshakeMessage> flight = answer(server, hello);
      ServerHello answer = ServerHello.read(flight.get(0).body());
      assertEquals(0x0303, answer.version());
      assertEquals(0xc02b, answer.suite());
      assertEquals(0, answer.sessionId().length);
      assertEquals(
          "0003026832",
          Hex.text(
              answer
                  .extensions()
                  .find(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION)
                  .body()));
      assertEquals(
          List.of(
              "renegotiation_info",
              "server_name",
              "ec_point_formats",
              "application_layer_protocol_negotiation",
              "extended_master_secret"),
          answer.extensions().extensions().stream().map(Extension::name).toList());
      assertEquals(NamedGroup.X25519, group(provider, flight));
    }
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "RFC 8422 5.1: OpenSSL gets the one group it names, and a certificate with a key on it")
  void openssl(CryptoProvider provider) throws TlsFailure {
    SecurityContext server =
        Contexts.server(provider).credential(TestPki.server(TestPki.KeyKind.EC_P384)).build();
    List<HandshakeMessage> flight =
        answer(server, RecordedMessages.openssl("rsa.client.client_hello"));
    ServerHello answer = ServerHello.read(flight.get(0).body());
    assertEquals(0xc02b, answer.suite());
    assertArrayEquals(
        TestPki.server(TestPki.KeyKind.EC_P384).encodedChain().get(0),
        CertificateMessage.read(flight.get(1).body(), 10).certificates().get(0));
    assertEquals(NamedGroup.SECP384R1, group(provider, flight));
    assertNull(answer.extensions().find(ExtensionType.SERVER_NAME));
    assertNull(answer.extensions().find(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION));
    // OpenSSL signals by the suite value TLS_EMPTY_RENEGOTIATION_INFO_SCSV.
    assertEquals("00", Hex.text(answer.extensions().find(ExtensionType.RENEGOTIATION_INFO).body()));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("every recorded hello of a first handshake is answered with a whole flight")
  void all(CryptoProvider provider) throws TlsFailure {
    SecurityContext server =
        Contexts.server(provider).credential(TestPki.server(TestPki.KeyKind.EC_P384)).build();
    for (byte[] hello :
        Stream.of("ecdsa", "rsa", "bare", "again")
            .map(name -> RecordedMessages.openssl(name + ".client.client_hello"))
            .toList()) {
      assertEquals(
          List.of("ServerHello", "Certificate", "ServerKeyExchange", "ServerHelloDone"),
          answer(server, hello).stream().map(HandshakeMessage::name).toList());
    }
  }

  private static NamedGroup group(CryptoProvider provider, List<HandshakeMessage> flight)
      throws TlsFailure {
    return KeyExchanges.client(
            KeyExchangeKind.ECDHE, provider, NamedGroup.all(), flight.get(2).body())
        .group();
  }

  private static List<HandshakeMessage> answer(SecurityContext context, byte[] hello)
      throws TlsFailure {
    TlsEngine server = context.newEngine();
    server.receive(ByteBuffer.wrap(Flights.records(0x0301, hello)), ByteBuffer.allocate(0));
    return Interference.sent(server);
  }
}
