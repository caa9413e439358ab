package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialException;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.SessionCache;
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
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Stapling;
import io.gasket.tls.trust.Trust;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Certificate status (RFC 6066 8) and signed certificate timestamps (RFC 6962 3.3.1) that a server
 * staples to its certificate.
 */
@DisplayName("Stapling")
class StaplingTest {
  private static final Identity SERVER = TestPki.serverIdentity(KeyKind.EC_P256);
  private static final byte[] GOOD = about().make();
  private static final byte[] TIMESTAMPS = Hex.bytes("0007 0002 abcd 0001 ef");

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "RFC 6066 8: CertificateStatus comes right behind Certificate, and only if asked for")
  void stapled(CryptoProvider provider) throws TlsFailure {
    Interference link =
        new Interference(Contexts.client(provider).build(), server(provider, GOOD).build());
    assertEquals(
        List.of(
            HandshakeType.SERVER_HELLO,
            HandshakeType.CERTIFICATE,
            HandshakeType.CERTIFICATE_STATUS,
            HandshakeType.SERVER_KEY_EXCHANGE,
            HandshakeType.SERVER_HELLO_DONE),
        kinds(link.toServer()));
    SecurityContext uninterested = Contexts.client(provider).stapling(Stapling.OFF).build();
    assertFalse(
        kinds(new Interference(uninterested, server(provider, GOOD).build()).toServer())
            .contains(HandshakeType.CERTIFICATE_STATUS));
    EnginePair pair = EnginePair.connected(uninterested, server(provider, GOOD).build());
    assertTrue(pair.client().info().ocspResponse().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("the client has what was stapled, byte for byte")
  void received(CryptoProvider provider) throws Exception {
    Credential credential =
        SERVER.credential().withOcspResponse(GOOD).withSignedCertificateTimestamps(TIMESTAMPS);
    SecurityContext server =
        SecurityContext.server().provider(provider).credential(credential).build();
    SecurityContext client =
        Contexts.client(provider)
            .stapling(Stapling.REQUIRED)
            .signedCertificateTimestamps(true)
            .build();
    ConnectionInfo info = EnginePair.connected(client, server).client().info();
    assertArrayEquals(GOOD, info.ocspResponse().orElseThrow());
    assertEquals(
        List.of("abcd", "ef"), info.signedCertificateTimestamps().stream().map(Hex::text).toList());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("in a renegotiation too")
  void renegotiated(CryptoProvider provider) throws TlsFailure {
    Renegotiation once = Renegotiation.upTo(1);
    EnginePair pair =
        EnginePair.connected(
            Contexts.client(provider).stapling(Stapling.REQUIRED).renegotiation(once).build(),
            server(provider, GOOD).renegotiation(once).build());
    pair.client().renegotiate();
    pair.shakeHands();
    assertTrue(pair.client().info().ocspResponse().isPresent());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("nothing stapled: fine, or refused where it is required")
  void missing(CryptoProvider provider) throws TlsFailure {
    SecurityContext bare = Contexts.server(provider).build();
    assertTrue(
        EnginePair.connected(Contexts.client(provider).build(), bare).client().info().ocspResponse().isEmpty());
    SecurityContext strict = Contexts.client(provider).stapling(Stapling.REQUIRED).build();
    assertMissing(new Interference(strict, bare).toServer().clientRefuses(m -> m.bytes()));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("RFC 6066 8: a server may answer status_request and still send no CertificateStatus")
  void leftOut(CryptoProvider provider) throws TlsFailure {
    Change leaveOut = Interference.on(HandshakeType.CERTIFICATE_STATUS, bytes -> new byte[0]);
    Interference link = link(provider, Stapling.CHECKED).toServer().toClient(leaveOut);
    assertTrue(
        kinds(link.client()).contains(HandshakeType.CLIENT_KEY_EXCHANGE),
        "the client goes on with its flight");
    assertMissing(link(provider, Stapling.REQUIRED).toServer().clientRefuses(leaveOut));
  }

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
          nonsense, EnginePair.connected(client, server).client().info().ocspResponse().orElseThrow());
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
    byte[] body = Hex.bytes("0002 0403");
    TlsFailure atServer =
        link(provider, Stapling.CHECKED)
            .serverRefuses(
                Interference.onClientHello(
                    hello ->
                        Hellos.with(
                            Hellos.with(hello, Hellos.adding(type, body)),
                            Hellos.adding(type, body))));
    assertEquals(Reason.DUPLICATE_EXTENSION, atServer.reason());
    TlsFailure atClient =
        link(provider, Stapling.CHECKED)
            .toServer()
            .clientRefuses(
                Interference.onServerHello(
                    hello ->
                        Hellos.with(
                            Hellos.with(hello, Hellos.adding(type, body)),
                            Hellos.adding(type, body))));
    assertEquals(Reason.DUPLICATE_EXTENSION, atClient.reason());
  }

  @Test
  @DisplayName("an unknown status type, and status_request_v2 (RFC 6961), are passed over")
  void otherTypes() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    Interference unknown =
        link(provider, Stapling.CHECKED)
            .toServer(hello(ExtensionType.STATUS_REQUEST, Hex.bytes("07 0000 0000")));
    assertFalse(kinds(unknown.server()).contains(HandshakeType.CERTIFICATE_STATUS));
    Interference second =
        link(provider, Stapling.OFF)
            .toServer(hello(ExtensionType.STATUS_REQUEST_V2, Hex.bytes("0007 02 0004 0000 0000")));
    List<Integer> kinds = kinds(second.server());
    assertFalse(kinds.contains(HandshakeType.CERTIFICATE_STATUS));
    assertTrue(kinds.contains(HandshakeType.SERVER_HELLO_DONE));
  }

  @Test
  @DisplayName("RFC 6962 3.3.1: timestamps go to those who ask, whose extension is empty")
  void timestampsAsked() throws Exception {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext server =
        SecurityContext.server()
            .credential(SERVER.credential().withSignedCertificateTimestamps(TIMESTAMPS))
            .build();
    SecurityContext client = Contexts.client(provider).build();
    ServerHello plain = answer(new Interference(client, server).toServer());
    assertNull(plain.extensions().find(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP));
    TlsFailure padded =
        new Interference(client, server)
            .serverRefuses(hello(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, new byte[1]));
    assertEquals(Alert.DECODE_ERROR, padded.alert());
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

  @Test
  @DisplayName("a response to staple has 1 to 65 531 bytes; the longest arrives, by default limits")
  void longest() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    byte[] longest = new byte[65_531];
    SecurityContext client =
        Contexts.client(provider)
            .stapling(Stapling.CHECKED.withVerifier((chain, response) -> {}))
            .build();
    ConnectionInfo info = EnginePair.connected(client, server(provider, longest).build()).client().info();
    assertArrayEquals(longest, info.ocspResponse().orElseThrow());
    for (int length : new int[] {0, 65_532}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SERVER.credential().withOcspResponse(new byte[length]));
    }
  }

  @Test
  @DisplayName("a resumption brings no staple again, and needs none")
  void resumed() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext server = server(provider, GOOD).build();
    SecurityContext client =
        resumingClient(provider, new SessionCache(8)).stapling(Stapling.REQUIRED).build();
    EnginePair.connected(client, server);
    ConnectionInfo again = EnginePair.connected(client, server).client().info();
    assertEquals(ResumedBy.TICKET, again.resumedBy());
    assertTrue(again.ocspResponse().isEmpty());
  }

  @Test
  @DisplayName(
      "a session of a client that required nothing is not resumed where a staple is required")
  void sharedSessions() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext server = Contexts.resuming(server(provider, GOOD)).build();
    SessionCache shared = new SessionCache(8);
    Trust trust = Trust.anchors(TestPki.anchors());
    SecurityContext lenient =
        resumingClient(provider, shared).trust(trust).stapling(Stapling.OFF).build();
    SecurityContext strict =
        resumingClient(provider, shared).trust(trust).stapling(Stapling.REQUIRED).build();
    EnginePair.connected(lenient, server);
    ConnectionInfo info = EnginePair.connected(strict, server).client().info();
    assertEquals(ResumedBy.NOTHING, info.resumedBy());
    assertTrue(info.ocspResponse().isPresent());
    assertEquals(ResumedBy.TICKET, EnginePair.connected(strict, server).client().info().resumedBy());
  }

  @Test
  @DisplayName("a newer response is stapled as soon as credentials are replaced")
  void replaced() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext server = server(provider, GOOD).build();
    byte[] newer = about().namedByKey().make();
    server.replaceCredentials(SERVER.credential().withOcspResponse(newer));
    ConnectionInfo info = EnginePair.connected(Contexts.client(provider).build(), server).client().info();
    assertArrayEquals(newer, info.ocspResponse().orElseThrow());
  }

  private static OcspResponses about() {
    return OcspResponses.about(SERVER.certificate(), TestPki.intermediate());
  }

  private static ServerContextBuilder server(CryptoProvider provider, byte[] response) {
    return SecurityContext.server()
        .provider(provider)
        .credential(SERVER.credential().withOcspResponse(response));
  }

  private static ClientContextBuilder resumingClient(
      CryptoProvider provider, SessionCache sessions) {
    return Contexts.client(provider).sessions(sessions).tickets(true);
  }

  private static Interference link(CryptoProvider provider, Stapling stapling) {
    return new Interference(
        Contexts.client(provider).stapling(stapling).build(), server(provider, GOOD).build());
  }

  private static Change hello(int type, byte[] body) {
    return Interference.onClientHello(hello -> Hellos.with(hello, Hellos.replacing(type, body)));
  }

  private static List<Integer> kinds(Interference link) throws TlsFailure {
    return kinds(link.server());
  }

  private static List<Integer> kinds(TlsEngine engine) throws TlsFailure {
    return Interference.sent(engine).stream().map(message -> message.type()).toList();
  }

  private static ServerHello answer(Interference link) throws TlsFailure {
    return ServerHello.read(Interference.sent(link.server()).get(0).body());
  }

  private static void assertMissing(TlsFailure failure) {
    assertEquals(Alert.BAD_CERTIFICATE_STATUS_RESPONSE, failure.alert());
    assertEquals(Reason.NO_CERTIFICATE_STATUS, failure.reason());
    assertTrue(failure.detail().contains("without a stapled OCSP response"), failure::detail);
  }

  private static void assertUnexpected(Interference link, Change change) throws TlsFailure {
    TlsFailure failure = link.toServer().clientRefuses(change);
    assertEquals(Alert.UNEXPECTED_MESSAGE, failure.alert(), failure::toString);
    assertEquals(Reason.UNEXPECTED_MESSAGE, failure.reason());
  }
}
