package io.gasket.tls;

import static io.gasket.tls.testing.Hellos.ALPN;
import static io.gasket.tls.testing.Hellos.EMS;
import static io.gasket.tls.testing.Hellos.GREASE;
import static io.gasket.tls.testing.Hellos.GROUPS;
import static io.gasket.tls.testing.Hellos.POINTS;
import static io.gasket.tls.testing.Hellos.RENEGOTIATION;
import static io.gasket.tls.testing.Hellos.SCHEMES;
import static io.gasket.tls.testing.Hellos.SNI;
import static io.gasket.tls.testing.Hellos.adding;
import static io.gasket.tls.testing.Hellos.replacing;
import static io.gasket.tls.testing.Hellos.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.Providers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client makes of a ServerHello that its server should not have sent, on each provider. */
@DisplayName("ServerHello and its extensions, as the client judges them")
class ServerHelloJudgedTest {
  private static final RefusedHello.Extensions<ServerHello> EXTENSIONS =
      new RefusedHello.Extensions<>(Hellos::with);
  private static final int STATUS_REQUEST = ExtensionType.STATUS_REQUEST;
  private static final int TIMESTAMPS = ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;

  /** What a server may answer to all that our client offers, a field at a time. */
  private static final byte[] GENUINE =
      Hex.bytes(
          "02 000044 0303"
              + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
              + "00 c02b 00 001c"
              + "ff01 0001 00"
              + "0000 0000"
              + "000b 0002 01 00"
              + "0010 0005 0003 02 6832"
              + "0017 0000");

  private static final Map<String, SecurityContext> CLIENTS = new HashMap<>();

  private record Taken(String name, UnaryOperator<ServerHello> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> malformedExtensions() {
    return Providers.withEach(
        EXTENSIONS.malformed(SNI, "00", "1 bytes are left over"),
        EXTENSIONS.malformed(SNI, "000c 00 0009 6c6f63616c686f7374", "14 bytes are left over"),
        EXTENSIONS.malformed(ALPN, "", "ProtocolNameList needs 2 bytes"),
        EXTENSIONS.malformed(ALPN, "0000", "ProtocolNameList is 0 bytes long"),
        EXTENSIONS.malformed(ALPN, "0001 00", "ProtocolNameList is 1 bytes long"),
        EXTENSIONS.malformed(ALPN, "0002 00 00", "ProtocolName is 0 bytes long"),
        EXTENSIONS.malformed(ALPN, "0003 03 6832", "ProtocolName needs 3 bytes but 2"),
        EXTENSIONS.malformed(ALPN, "0003 02 6832 00", "1 bytes are left over"),
        EXTENSIONS.malformed(
            ALPN,
            "000c 02 6832 08 687474702f312e31",
            "answered 2 protocols; RFC 7301 3.1 wants one"),
        EXTENSIONS.malformed(POINTS, "", "ECPointFormatList needs 1 bytes"),
        EXTENSIONS.malformed(POINTS, "00", "ECPointFormatList is 0 bytes long"),
        EXTENSIONS.malformed(POINTS, "02 00", "ECPointFormatList needs 2 bytes but 1"),
        EXTENSIONS.malformed(POINTS, "01 00 00", "1 bytes are left over"),
        EXTENSIONS.malformed(EMS, "00", "1 bytes are left over"),
        EXTENSIONS.malformed(STATUS_REQUEST, "00", "1 bytes are left over"),
        EXTENSIONS.malformed(STATUS_REQUEST, "01 0000 0000", "5 bytes are left over"),
        EXTENSIONS.malformed(RENEGOTIATION, "", "renegotiated_connection needs 1 bytes"),
        EXTENSIONS.malformed(RENEGOTIATION, "01", "renegotiated_connection needs 1 bytes but 0"),
        EXTENSIONS.malformed(RENEGOTIATION, "00 00", "1 bytes are left over"));
  }

  static Stream<Arguments> refusedExtensions() {
    return Providers.withEach(
        unsolicited(SCHEMES, "0002 0403", "signature_algorithms, which a server must not send"),
        unsolicited(
            ExtensionType.SIGNATURE_ALGORITHMS_CERT,
            "0002 0403",
            "signature_algorithms_cert, which was not offered"),
        unsolicited(
            ExtensionType.STATUS_REQUEST_V2, "", "status_request_v2, which was not offered"),
        unsolicited(
            TIMESTAMPS, "0004 0002 abcd", "signed_certificate_timestamp, which was not offered"),
        unsolicited(GREASE, "ffff", "extension 19018, which was not offered"),
        EXTENSIONS.refused(
            "a protocol that was not offered, with terminal control",
            replacing(ALPN, Hex.bytes("0006 05 1b5b326a0a")),
            Alert.ILLEGAL_PARAMETER,
            Reason.PROTOCOL_NOT_OFFERED,
            "application protocol \\u001b[2j\\u000a",
            "offered were [h2, http/1.1]"),
        EXTENSIONS.refused(
            "a protocol whose name is longer than a line",
            replacing(ALPN, Hex.bytes("0100 ff" + "61".repeat(255))),
            Alert.ILLEGAL_PARAMETER,
            Reason.PROTOCOL_NOT_OFFERED,
            "a".repeat(79) + "\u2026"),
        EXTENSIONS.refused(
            "point formats without uncompressed",
            replacing(POINTS, Hex.bytes("01 01")),
            Alert.ILLEGAL_PARAMETER,
            Reason.BAD_POINT_FORMATS,
            "ec_point_formats lacks uncompressed(0)"),
        EXTENSIONS.refused(
            "renegotiation_info with a value",
            replacing(RENEGOTIATION, Hex.bytes("01 00")),
            Alert.HANDSHAKE_FAILURE,
            Reason.BAD_RENEGOTIATION_INFO,
            "the server's renegotiation_info is not empty",
            "RFC 5746 3.4"),
        EXTENSIONS.refused(
            "no renegotiation_info",
            without(RENEGOTIATION),
            Alert.HANDSHAKE_FAILURE,
            Reason.NO_SECURE_RENEGOTIATION,
            "does not answer renegotiation_info",
            "RFC 5746 4.1",
            "Update the server"),
        EXTENSIONS.refused(
            "no extension block",
            block -> ExtensionBlock.NONE,
            Alert.HANDSHAKE_FAILURE,
            Reason.NO_SECURE_RENEGOTIATION,
            "does not answer renegotiation_info"));
  }

  static Stream<Arguments> duplicates() {
    return Providers.withEach(
        Stream.of(SNI, POINTS, ALPN, EMS, RENEGOTIATION).map(EXTENSIONS::duplicate).toArray());
  }

  static Stream<Arguments> refusedFields() {
    return Providers.withEach(
        suite(0x5a5a, "the server chose suite 0x5a5a, which is none of those offered: [TLS_ECDHE"),
        suite(0xcca9, "suite TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, which is none of"),
        suite(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV, "suite 0x00ff"),
        new RefusedHello<ServerHello>(
            "DEFLATE",
            hello -> changed(hello, 0x0303, 0, 1),
            Alert.ILLEGAL_PARAMETER,
            Reason.BAD_COMPRESSION,
            List.of("compression method 1; only null(0) was offered")),
        new RefusedHello<ServerHello>(
            "a session id of 33 bytes",
            hello -> changed(hello, 0x0303, 33, 0),
            Alert.DECODE_ERROR,
            Reason.MALFORMED_MESSAGE,
            List.of("ServerHello: session_id is 33 bytes long")),
        version(0x0301, "the server chose TLS 1.0; only TLS 1.2 was offered"),
        version(0x0302, "the server chose TLS 1.1"),
        version(0x0304, "the server chose TLS 1.3"),
        version(0x0404, "the server chose version 0x0404"));
  }

  static Stream<Arguments> taken() {
    return Providers.withEach(
        new Taken("all that was offered", hello -> hello),
        new Taken("a session id", hello -> changed(hello, 0x0303, 32, 0)),
        taken("no server_name", without(SNI)),
        taken("no ALPN", without(ALPN)),
        taken("the other protocol", replacing(ALPN, Hex.bytes("0009 08 687474702f312e31"))),
        taken("no ec_point_formats", without(POINTS)),
        taken("compressed formats too", replacing(POINTS, Hex.bytes("03 02 01 00"))),
        taken("no extended_master_secret", without(EMS)),
        taken("supported_groups, which means nothing", adding(GROUPS, Hex.bytes("0002 0017"))));
  }

  @ParameterizedTest(name = "{1} ({0})")
  @MethodSource({"malformedExtensions", "refusedExtensions", "duplicates", "refusedFields"})
  @DisplayName("refused, with the RFC's alert and a text that says what was wrong")
  void refuses(CryptoProvider provider, RefusedHello<ServerHello> refused) {
    refused.assertIs(refusal(client(provider), refused.change()));
  }

  @ParameterizedTest(name = "{1} ({0})")
  @MethodSource("taken")
  @DisplayName("taken: the client waits for the server's Certificate")
  void takes(CryptoProvider provider, Taken taken) throws TlsFailure {
    assertTaken(client(provider), taken.change);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("a client may allow servers without RFC 5746, but no wrong renegotiation_info")
  void withoutSecureRenegotiation(CryptoProvider provider) throws TlsFailure {
    SecurityContext lenient =
        Contexts.client(provider)
            .applicationProtocols("h2")
            .requireSecureRenegotiation(false)
            .build();
    assertTaken(lenient, hello -> Hellos.with(hello, without(RENEGOTIATION)));
    assertTaken(lenient, hello -> Hellos.with(hello, block -> ExtensionBlock.NONE));
    TlsFailure failure =
        refusal(lenient, hello -> Hellos.with(hello, replacing(RENEGOTIATION, Hex.bytes("01 00"))));
    assertEquals(Reason.BAD_RENEGOTIATION_INFO, failure.reason());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("a client may require extended_master_secret")
  void requiredMasterSecret(CryptoProvider provider) {
    SecurityContext strict =
        Contexts.client(provider)
            .applicationProtocols("h2")
            .requireExtendedMasterSecret(true)
            .build();
    TlsFailure failure = refusal(strict, hello -> Hellos.with(hello, without(EMS)));
    assertEquals(Alert.HANDSHAKE_FAILURE, failure.alert());
    assertEquals(Reason.NO_EXTENDED_MASTER_SECRET, failure.reason());
    assertTrue(failure.detail().contains("RFC 7627"), failure::detail);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "what this client left out of its hello may not be answered: ALPN unless configured, a name for an address")
  void notOffered(CryptoProvider provider) {
    SecurityContext plain = Contexts.client(provider).build();
    TlsFailure alpn = refusal(plain, hello -> hello);
    assertEquals(Alert.UNSUPPORTED_EXTENSION, alpn.alert());
    assertTrue(alpn.detail().contains("application_layer_protocol_negotiation, which was not"));
    TlsEngine toAddress = plain.newEngine("127.0.0.1");
    EnginePair.flushed(toAddress);
    TlsFailure name =
        assertThrows(
            TlsFailure.class,
            () -> deliver(toAddress, Hellos.with(genuine(), without(ALPN)).encode()));
    assertEquals(Reason.UNSOLICITED_EXTENSION, name.reason());
    assertTrue(name.detail().contains("server_name, which was not offered"), name::detail);
  }

  private static TlsFailure refusal(SecurityContext context, UnaryOperator<ServerHello> change) {
    TlsEngine engine = context.newEngine("localhost");
    EnginePair.flushed(engine);
    return Interference.refusal(
        engine,
        assertThrows(TlsFailure.class, () -> deliver(engine, change.apply(genuine()).encode())));
  }

  private static void assertTaken(SecurityContext context, UnaryOperator<ServerHello> change)
      throws TlsFailure {
    TlsEngine engine = context.newEngine("localhost");
    EnginePair.flushed(engine);
    deliver(engine, change.apply(genuine()).encode());
    TlsFailure end = assertThrows(TlsFailure.class, engine::endOfInput);
    assertTrue(end.detail().contains("while Certificate was due"), end::detail);
  }

  private static void deliver(TlsEngine engine, byte[] message) throws TlsFailure {
    engine.receive(ByteBuffer.wrap(Flights.records(message)), ByteBuffer.allocate(0));
  }

  private static ServerHello genuine() throws TlsFailure {
    return ServerHello.read(new HandshakeMessage(GENUINE).body());
  }

  private static SecurityContext client(CryptoProvider provider) {
    return CLIENTS.computeIfAbsent(
        provider.name(),
        name ->
            Contexts.client(provider)
                .suites(
                    List.of(
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256))
                .applicationProtocols("h2", "http/1.1")
                .build());
  }

  private static RefusedHello<ServerHello> unsolicited(int type, String digits, String phrase) {
    return EXTENSIONS.refused(
        ExtensionType.name(type) + " unasked",
        adding(type, Hex.bytes(digits)),
        Alert.UNSUPPORTED_EXTENSION,
        Reason.UNSOLICITED_EXTENSION,
        "ServerHello holds " + phrase,
        "RFC 5246 7.4.1.4");
  }

  private static RefusedHello<ServerHello> suite(int code, String phrase) {
    return new RefusedHello<ServerHello>(
        "suite %04x".formatted(code),
        hello -> Hellos.withSuite(hello, code),
        Alert.ILLEGAL_PARAMETER,
        Reason.SUITE_NOT_OFFERED,
        List.of(phrase));
  }

  private static RefusedHello<ServerHello> version(int version, String phrase) {
    return new RefusedHello<ServerHello>(
        "version %04x".formatted(version),
        hello -> changed(hello, version, 0, 0),
        Alert.PROTOCOL_VERSION,
        Reason.UNSUPPORTED_VERSION,
        List.of(phrase, "Enable TLS 1.2 on the server"));
  }

  private static Taken taken(String name, UnaryOperator<ExtensionBlock> change) {
    return new Taken(name, hello -> Hellos.with(hello, change));
  }

  private static ServerHello changed(
      ServerHello hello, int version, int sessionIdLength, int compression) {
    return new ServerHello(
        version,
        hello.random(),
        new byte[sessionIdLength],
        hello.suite(),
        compression,
        hello.extensions());
  }
}
