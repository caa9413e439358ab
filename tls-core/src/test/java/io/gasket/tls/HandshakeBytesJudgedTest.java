package io.gasket.tls;

import static io.gasket.tls.testing.Failures.assertFails;
import static io.gasket.tls.testing.Interference.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Trust;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What engines make of handshake messages whose form was changed on the way, beyond the hellos'
 * fields; the client shows a certificate, so that every message comes.
 */
@DisplayName("B2: every message of a handshake in its exact form, in the whole engine")
class HandshakeBytesJudgedTest {
  private static final String PROVIDERS = "io.gasket.tls.testing.Providers#all";
  private static final int ONE_MORE = Integer.MAX_VALUE;
  private static final Map<String, SecurityContext> CLIENTS = new HashMap<>();
  private static final Map<String, SecurityContext> SERVERS = new HashMap<>();

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("ClientHello cut at any byte or with one more")
  void clientHello(CryptoProvider provider) throws TlsFailure {
    byte[] hello = EnginePair.flushed(client(provider).newEngine("localhost"));
    byte[] message = Flights.messages(hello).get(0).bytes();
    int withoutExtensions = 2 + 32 + 1 + 2 + 2 * 6 + 2;
    for (int length = 0; length <= message.length - 3; length++) {
      byte[] changed = Flights.records(Flights.resized(message, length));
      if (length == message.length - 4) {
        continue;
      }
      TlsEngine server = server(provider).newEngine();
      TlsFailure failure = assertThrows(TlsFailure.class, () -> deliver(changed, server));
      assertEquals(
          length == withoutExtensions
              ? Reason.MISSING_SIGNATURE_ALGORITHMS
              : Reason.MALFORMED_MESSAGE,
          failure.reason(),
          failure::toString);
      Interference.refusal(server, failure);
    }
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("ServerHello and Certificate cut at any byte or with one more")
  void serverHelloAndCertificate(CryptoProvider provider) throws TlsFailure {
    TlsEngine server = server(provider).newEngine();
    deliver(EnginePair.flushed(client(provider).newEngine("localhost")), server);
    List<HandshakeMessage> flight = Interference.sent(server);
    byte[] hello = flight.get(0).bytes();
    byte[] certificate = flight.get(1).bytes();
    for (int length = 0; length <= hello.length - 3; length++) {
      if (length != hello.length - 4 && length != 2 + 32 + 1 + 3) {
        assertClientDecodeError(provider, Flights.resized(hello, length));
      }
    }
    for (int length = 0; length <= certificate.length - 3; length++) {
      if (length != certificate.length - 4) {
        assertClientDecodeError(provider, hello, Flights.resized(certificate, length));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("the server's further messages cut at places of every kind, or with one more byte")
  void serverFlight(CryptoProvider provider) throws TlsFailure {
    for (int type : List.of(HandshakeType.SERVER_KEY_EXCHANGE, HandshakeType.CERTIFICATE_REQUEST)) {
      for (int length : List.of(0, 1, 3, 4, 10, 40, -1, ONE_MORE)) {
        Interference between = between(provider).toServer();
        assertDecodeError(between.clientRefuses(on(type, m -> cut(m, length))), type);
      }
    }
    int done = HandshakeType.SERVER_HELLO_DONE;
    Interference between = between(provider).toServer();
    assertDecodeError(between.clientRefuses(on(done, m -> cut(m, ONE_MORE))), done);
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("the client's further messages cut at places of every kind, or with one more byte")
  void clientFlight(CryptoProvider provider) throws TlsFailure {
    for (int type :
        List.of(
            HandshakeType.CERTIFICATE,
            HandshakeType.CLIENT_KEY_EXCHANGE,
            HandshakeType.CERTIFICATE_VERIFY)) {
      for (int length : List.of(0, 1, 3, 10, -1, ONE_MORE)) {
        Interference between = between(provider).toServer().toClient();
        TlsFailure failure = between.serverRefuses(on(type, m -> cut(m, length)));
        assertDecodeError(failure, type);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("a server's Certificate without a certificate")
  void emptyServerCertificate(CryptoProvider provider) throws TlsFailure {
    TlsFailure failure =
        between(provider)
            .toServer()
            .clientRefuses(on(HandshakeType.CERTIFICATE, m -> Hex.bytes("0b 000003 000000")));
    assertEquals(Alert.DECODE_ERROR, failure.alert());
    assertEquals(Reason.NO_CERTIFICATE, failure.reason());
    assertTrue(failure.detail().contains("only a client's may be"), failure::detail);
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("a client's Certificate without a certificate, where one is required")
  void emptyClientCertificate(CryptoProvider provider) throws TlsFailure {
    TlsFailure failure =
        between(provider)
            .toServer()
            .toClient()
            .serverRefuses(on(HandshakeType.CERTIFICATE, m -> Hex.bytes("0b 000003 000000")));
    assertEquals(Alert.HANDSHAKE_FAILURE, failure.alert());
    assertEquals(Reason.NO_CERTIFICATE, failure.reason());
    assertTrue(failure.detail().contains("this server requires one"), failure::detail);
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("chains longer than the limit, in both roles")
  void longChain(CryptoProvider provider) throws TlsFailure {
    byte[] leaf = TestPki.server(TestPki.KeyKind.EC_P256).encodedChain().get(0);
    byte[] eleven = new CertificateMessage(Collections.nCopies(11, leaf)).encode();
    TlsFailure ofServer =
        between(provider).toServer().clientRefuses(on(HandshakeType.CERTIFICATE, m -> eleven));
    TlsFailure ofClient =
        between(provider)
            .toServer()
            .toClient()
            .serverRefuses(on(HandshakeType.CERTIFICATE, m -> eleven));
    for (TlsFailure failure : List.of(ofServer, ofClient)) {
      assertEquals(Alert.BAD_CERTIFICATE, failure.alert());
      assertEquals(Reason.CHAIN_TOO_LONG, failure.reason());
      assertTrue(failure.detail().contains("more than 10 certificates"), failure::detail);
    }
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName(
      "CertificateRequest without types, without schemes, with authorities that are no names")
  void badCertificateRequest(CryptoProvider provider) throws TlsFailure {
    int[] types = {64};
    int[] schemes = {0x0403};
    Map<String, CertificateRequest> requests =
        Map.of(
            "certificate_types is 0 bytes long",
                new CertificateRequest(new int[0], schemes, List.of()),
            "supported_signature_algorithms is 0 bytes",
                new CertificateRequest(types, new int[0], List.of()));
    for (Map.Entry<String, CertificateRequest> request : requests.entrySet()) {
      TlsFailure failure = refusedRequest(provider, request.getValue());
      assertDecodeError(failure, HandshakeType.CERTIFICATE_REQUEST);
      assertTrue(failure.detail().contains(request.getKey()), failure::detail);
    }
    for (String name :
        List.of(
            "00", // no DER
            "05 00", // a NULL
            "30 05 31", // cut
            "30 80 0000", // not DER: indefinite length
            "30 81 0c 310a300806035504030c0141", // nor this: a length longer than need be
            "30 00 00", // a byte after the name
            "300c310a300806035504030c0141 ff", // likewise
            "30 0b 31 09 30 07 06035504030c01", // an attribute without its value
            "30 02 0500")) { // no set of attributes
      CertificateRequest request = new CertificateRequest(types, schemes, List.of(Hex.bytes(name)));
      TlsFailure failure = refusedRequest(provider, request);
      assertEquals(Alert.DECODE_ERROR, failure.alert(), () -> name + ": " + failure);
      assertEquals(Reason.MALFORMED_MESSAGE, failure.reason());
      assertTrue(failure.detail().contains("no DER distinguished name"), failure::detail);
    }
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName(
      "CertificateRequest with names that are DER but hold odd strings is no reason to fail")
  void oddAuthorities(CryptoProvider provider) throws TlsFailure {
    List<byte[]> names =
        Stream.of(
                "30 00", // no attributes
                "30 0e 31 0c 30 0a 06035504031e03 004100", // BMPString of three bytes
                "30 0d 31 0b 30 09 06035504031c02 0041", // UniversalString of two bytes
                "30 0d 31 0b 30 09 06035504030c02 c328") // UTF8String that is none
            .map(Hex::bytes)
            .toList();
    byte[] request = new CertificateRequest(new int[] {64}, new int[] {0x0403}, names).encode();
    Interference between =
        between(provider).toServer().toClient(on(HandshakeType.CERTIFICATE_REQUEST, m -> request));
    assertEquals("0b000003000000", Hex.text(Interference.sent(between.client()).get(0).bytes()));
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("CertificateRequest with types and schemes nobody knows gets an empty Certificate")
  void unknownCertificateRequest(CryptoProvider provider) throws TlsFailure {
    byte[] request =
        new CertificateRequest(new int[] {250}, new int[] {0xfafa}, List.of()).encode();
    Interference between =
        between(provider).toServer().toClient(on(HandshakeType.CERTIFICATE_REQUEST, m -> request));
    assertEquals("0b000003000000", Hex.text(Interference.sent(between.client()).get(0).bytes()));
  }

  @ParameterizedTest
  @MethodSource(PROVIDERS)
  @DisplayName("a message longer than Limits.handshakeMessage is refused at its header")
  void overLimit(CryptoProvider provider) throws TlsFailure {
    SecurityContext small =
        Contexts.server(provider).limits(Limits.defaults().withHandshakeMessage(2_000)).build();
    TlsEngine server = small.newEngine();
    byte[] header = Flights.records(Hex.bytes("01 0007d1"));
    TlsFailure failure =
        assertFails(Alert.DECODE_ERROR, Reason.MESSAGE_TOO_LONG, () -> deliver(header, server));
    assertEquals(
        "ClientHello announces 2001 bytes; the limit is 2000 (Limits.handshakeMessage)",
        failure.detail());
    Interference.refusal(server, failure);

    TlsEngine patient = small.newEngine();
    deliver(Flights.records(Hex.bytes("01 0007d0")), patient);
    assertEquals(null, patient.failure());

    TlsEngine client = client(provider).newEngine("localhost");
    EnginePair.flushed(client);
    TlsFailure atClient =
        assertFails(
            Alert.DECODE_ERROR,
            Reason.MESSAGE_TOO_LONG,
            () -> deliver(Flights.records(Hex.bytes("02 010000")), client));
    assertTrue(atClient.detail().startsWith("ServerHello announces 65536 bytes"));
  }

  private TlsFailure refusedRequest(CryptoProvider provider, CertificateRequest request)
      throws TlsFailure {
    return between(provider)
        .toServer()
        .clientRefuses(on(HandshakeType.CERTIFICATE_REQUEST, m -> request.encode()));
  }

  private void assertClientDecodeError(CryptoProvider provider, byte[]... messages)
      throws TlsFailure {
    TlsEngine client = client(provider).newEngine("localhost");
    EnginePair.flushed(client);
    for (int i = 0; i < messages.length - 1; i++) {
      deliver(Flights.records(messages[i]), client);
    }
    byte[] last = messages[messages.length - 1];
    TlsFailure failure =
        assertThrows(TlsFailure.class, () -> deliver(Flights.records(last), client));
    assertDecodeError(failure, last[0]);
    Interference.refusal(client, failure);
  }

  private static void assertDecodeError(TlsFailure failure, int type) {
    assertEquals(Alert.DECODE_ERROR, failure.alert(), failure::toString);
    assertEquals(Reason.MALFORMED_MESSAGE, failure.reason(), failure::toString);
    assertTrue(failure.detail().startsWith(HandshakeType.name(type) + ": "), failure::detail);
  }

  /** A message cut to a length; a negative one counts from the end. */
  private static byte[] cut(byte[] message, int length) {
    int body = message.length - HandshakeMessage.HEADER_LENGTH;
    if (length == ONE_MORE) {
      return Flights.resized(message, body + 1);
    }
    return Flights.resized(message, length < 0 ? body + length : length);
  }

  private static void deliver(byte[] records, TlsEngine engine) throws TlsFailure {
    engine.receive(ByteBuffer.wrap(records), ByteBuffer.allocate(0));
  }

  private static Interference between(CryptoProvider provider) {
    return new Interference(client(provider), server(provider));
  }

  private static SecurityContext client(CryptoProvider provider) {
    return CLIENTS.computeIfAbsent(
        provider.name(),
        name ->
            Contexts.client(provider).credential(TestPki.client(TestPki.KeyKind.EC_P256)).build());
  }

  private static SecurityContext server(CryptoProvider provider) {
    return SERVERS.computeIfAbsent(
        provider.name(),
        name ->
            Contexts.server(provider)
                .clientAuth(ClientAuth.NEED, Trust.anchors(TestPki.anchors()))
                .build());
  }
}
