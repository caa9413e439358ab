package io.gasket.tls;

import static io.gasket.tls.Staples.GOOD;
import static io.gasket.tls.Staples.SERVER;
import static io.gasket.tls.Staples.about;
import static io.gasket.tls.Staples.hello;
import static io.gasket.tls.Staples.link;
import static io.gasket.tls.Staples.server;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.credential.CredentialException;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.Interference.Change;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Stapling;
import io.gasket.tls.trust.Trust;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a side makes of staples, and of requests for them, that are no good or out of place. */
@DisplayName("Stapling, as each side judges the other's")
class StaplingJudgedTest {
  static Stream<Arguments> badStaples() {
    return Providers.all()
        .flatMap(
            provider ->
                Stream.of(
                    Arguments.of(
                        provider,
                        about().revoked(Instant.now(), 1).make(),
                        Alert.CERTIFICATE_REVOKED,
                        "was revoked"),
                    Arguments.of(
                        provider,
                        about().unknown().make(),
                        Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
                        "does not know"),
                    Arguments.of(
                        provider,
                        about().by(TestPki.rsaRoot()).algorithm("SHA256withRSA").make(),
                        Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
                        "was not issued by"),
                    Arguments.of(
                        provider,
                        new byte[] {0x30, 0},
                        Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
                        "not of the form")));
  }

  @ParameterizedTest(name = "{3} ({0})")
  @MethodSource("badStaples")
  @DisplayName("RFC 6066 8: a client that asks MUST check; what is no good ends the handshake")
  void bad(CryptoProvider provider, byte[] response, Alert alert, String phrase) throws TlsFailure {
    Interference link =
        new Interference(Contexts.client(provider).build(), server(provider, response).build());
    TlsFailure failure = link.toServer().clientRefuses(m -> m.bytes());
    assertEquals(alert, failure.alert());
    assertTrue(failure.detail().contains(phrase), failure::detail);
  }

  @Test
  @DisplayName("by the trust's clock")
  void clock() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    Trust later =
        Trust.anchors(TestPki.anchors()).withClock(() -> Instant.now().plusSeconds(8 * 86_400));
    SecurityContext client = Contexts.client(provider).trust(later).build();
    TlsFailure failure =
        new Interference(client, server(provider, GOOD).build())
            .toServer()
            .clientRefuses(m -> m.bytes());
    assertEquals(Reason.BAD_CERTIFICATE_STATUS, failure.reason());
  }

  @Test
  @DisplayName("a judge of one's own; a dangerous trust has nobody whose word would count")
  void ownJudge() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    byte[] nonsense = {1, 2, 3};
    SecurityContext server = server(provider, nonsense).build();
    SecurityContext lax =
        Contexts.client(provider)
            .stapling(Stapling.REQUIRED.withVerifier((chain, response) -> {}))
            .build();
    SecurityContext dangerous = Contexts.client(provider).trust(Trust.dangerousTrustAll()).build();
    for (SecurityContext client : List.of(lax, dangerous)) {
      assertArrayEquals(
          nonsense,
          EnginePair.connected(client, server).client().info().ocspResponse().orElseThrow());
    }
  }

  static Stream<Arguments> malformedMessages() {
    return Providers.all()
        .flatMap(
            provider ->
                Stream.of(
                        "'':status_type needs 1 bytes",
                        "01:OCSPResponse needs 3 bytes",
                        "01 000000:OCSPResponse is 0 bytes long",
                        "01 000002 30:OCSPResponse needs 2 bytes but 1",
                        "01 000001 30 00:1 bytes are left over",
                        "02 000001 30:status_type is 2; asked for was ocsp(1)")
                    .map(line -> line.split(":", 2))
                    .map(parts -> Arguments.of(provider, parts[0].replace("'", ""), parts[1])));
  }

  @ParameterizedTest(name = "\"{1}\" ({0})")
  @MethodSource("malformedMessages")
  @DisplayName("CertificateStatus of another form: decode_error")
  void malformed(CryptoProvider provider, String digits, String phrase) throws TlsFailure {
    byte[] message = Flights.message(HandshakeType.CERTIFICATE_STATUS, Hex.bytes(digits));
    TlsFailure failure =
        link(provider, Stapling.CHECKED)
            .toServer()
            .clientRefuses(Interference.on(HandshakeType.CERTIFICATE_STATUS, m -> message));
    assertEquals(Alert.DECODE_ERROR, failure.alert());
    assertEquals(Reason.MALFORMED_MESSAGE, failure.reason());
    assertTrue(failure.detail().contains(phrase), failure::detail);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("CertificateStatus unannounced, twice, or too late: unexpected_message")
  void outOfOrder(CryptoProvider provider) throws TlsFailure {
    Change unannounced =
        Interference.onServerHello(
            hello -> Hellos.with(hello, Hellos.without(ExtensionType.STATUS_REQUEST)));
    assertUnexpected(link(provider, Stapling.CHECKED), unannounced);
    Change twice =
        Interference.on(
            HandshakeType.CERTIFICATE_STATUS, bytes -> Hex.bytes(Hex.text(bytes).repeat(2)));
    assertUnexpected(link(provider, Stapling.CHECKED), twice);
    byte[] status = Flights.message(HandshakeType.CERTIFICATE_STATUS, Hex.bytes("01 000001 30"));
    Change early =
        Interference.on(
            HandshakeType.CERTIFICATE, bytes -> Hex.bytes(Hex.text(status) + Hex.text(bytes)));
    assertUnexpected(link(provider, Stapling.CHECKED), early);
    Change late =
        message ->
            switch (message.type()) {
              case HandshakeType.CERTIFICATE_STATUS -> new byte[0];
              case HandshakeType.SERVER_HELLO_DONE ->
                  Hex.bytes(Hex.text(status) + Hex.text(message.bytes()));
              default -> message.bytes();
            };
    assertUnexpected(link(provider, Stapling.CHECKED), late);
    Change instead = Interference.on(HandshakeType.SERVER_KEY_EXCHANGE, bytes -> new byte[0]);
    assertUnexpected(link(provider, Stapling.CHECKED), instead);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("a server takes no CertificateStatus from a client")
  void fromClient(CryptoProvider provider) throws TlsFailure {
    Interference link = link(provider, Stapling.CHECKED).toServer().toClient();
    TlsFailure failure =
        link.serverRefuses(
            Interference.on(
                HandshakeType.CLIENT_KEY_EXCHANGE,
                bytes -> Flights.message(HandshakeType.CERTIFICATE_STATUS, bytes)));
    assertEquals(Alert.UNEXPECTED_MESSAGE, failure.alert());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "01 0000", "01 0000 0000 00", "01 0002 0000 0000"})
  @DisplayName("a client's status_request of another form: the server sends decode_error")
  void malformedRequest(String digits) {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    TlsFailure failure =
        link(provider, Stapling.CHECKED)
            .serverRefuses(hello(ExtensionType.STATUS_REQUEST, Hex.bytes(digits)));
    assertEquals(Alert.DECODE_ERROR, failure.alert());
    assertTrue(failure.detail().contains("status_request"), failure::detail);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        ExtensionType.STATUS_REQUEST,
        ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
        ExtensionType.SIGNATURE_ALGORITHMS_CERT
      })
  @DisplayName("RFC 5246 7.4.1.4: the same extension twice is refused by either side")
  void twice(int type) throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    UnaryOperator<ExtensionBlock> added = Hellos.adding(type, Hex.bytes("0002 0403"));
    TlsFailure atServer =
        link(provider, Stapling.CHECKED)
            .serverRefuses(
                Interference.onClientHello(
                    hello -> Hellos.with(hello, added.andThen(added)::apply)));
    assertEquals(Reason.DUPLICATE_EXTENSION, atServer.reason());
    TlsFailure atClient =
        link(provider, Stapling.CHECKED)
            .toServer()
            .clientRefuses(
                Interference.onServerHello(
                    hello -> Hellos.with(hello, added.andThen(added)::apply)));
    assertEquals(Reason.DUPLICATE_EXTENSION, atClient.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000", "0002 0000", "0003 0002 ab", "0004 0002 abcd 00"})
  @DisplayName(
      "timestamps of another form: the client sends decode_error; a credential refuses them")
  void malformedTimestamps(String digits) throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext client = Contexts.client(provider).signedCertificateTimestamps(true).build();
    Change change =
        Interference.onServerHello(
            hello ->
                Hellos.with(
                    hello,
                    Hellos.replacing(
                        ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, Hex.bytes(digits))));
    TlsFailure failure =
        new Interference(client, Contexts.server(provider).build())
            .toServer()
            .clientRefuses(change);
    assertEquals(Alert.DECODE_ERROR, failure.alert());
    assertThrows(
        CredentialException.class,
        () -> SERVER.credential().withSignedCertificateTimestamps(Hex.bytes(digits)));
  }

  private static void assertUnexpected(Interference link, Change change) throws TlsFailure {
    TlsFailure failure = link.toServer().clientRefuses(change);
    assertEquals(Alert.UNEXPECTED_MESSAGE, failure.alert(), failure::toString);
    assertEquals(Reason.UNEXPECTED_MESSAGE, failure.reason());
  }
}
