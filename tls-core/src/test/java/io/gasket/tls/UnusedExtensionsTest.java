package io.gasket.tls;

import static io.gasket.tls.testing.Hellos.replacing;
import static io.gasket.tls.testing.Interference.onClientHello;
import static io.gasket.tls.testing.Interference.onServerHello;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * encrypt_then_mac has no meaning for AEAD suites, which are the only ones here: "if a server
 * receives an encrypt-then-MAC request extension from a client and then selects a stream or AEAD
 * cipher, it MUST NOT send an encrypt-then-MAC response" (RFC 7366 3). status_request_v2 is left to
 * status_request (RFC 6961), and truncated_hmac must not be used at all (RFC 9325 4.6).
 */
@EachProvider
@DisplayName("Extensions without use here: encrypt_then_mac, status_request_v2 and truncated_hmac")
record UnusedExtensionsTest(CryptoProvider crypto) {
  private Interference between() {
    return new Interference(Contexts.client(crypto).build(), Contexts.server(crypto).build());
  }

  @ParameterizedTest
  @CsvSource({"22, RFC 7366", "17, RFC 6961", "4, RFC 9325 4.6"})
  @DisplayName("not offered")
  void notOffered(int type, String rfc) throws TlsFailure {
    HandshakeMessage hello = Interference.sent(between().client()).get(0);
    assertNull(ClientHello.read(hello.body()).extensions().find(type), rfc);
  }

  @ParameterizedTest
  @CsvSource({
    "22, ''",
    "4, ''",
    // One ocsp_multi item and one ocsp item, without responders and extensions (RFC 6961 2.2).
    "17, 000e 02 0004 0000 0000 01 0004 0000 0000"
  })
  @DisplayName("offered to a server: not answered, and the handshake goes on")
  void notAnswered(int type, String body) throws TlsFailure {
    Interference between =
        between()
            .toServer(onClientHello(hello -> Hellos.with(hello, replacing(type, Hex.bytes(body)))));
    List<HandshakeMessage> flight = Interference.sent(between.server());
    assertNull(ServerHello.read(flight.get(0).body()).extensions().find(type));
    assertEquals(HandshakeType.SERVER_HELLO_DONE, flight.get(flight.size() - 1).type());
  }

  @ParameterizedTest
  @CsvSource({"22, ''", "17, ''", "4, ''"})
  @DisplayName("answered by a server: unsupported_extension (RFC 5246 7.4.1.4)")
  void answerRefused(int type, String body) throws TlsFailure {
    TlsFailure failure =
        between()
            .toServer()
            .clientRefuses(
                onServerHello(hello -> Hellos.with(hello, replacing(type, Hex.bytes(body)))));
    assertEquals(Alert.UNSUPPORTED_EXTENSION, failure.alert());
    assertEquals(Reason.UNSOLICITED_EXTENSION, failure.reason());
    assertTrue(failure.detail().contains("which was not offered"), failure.detail());
  }
}
