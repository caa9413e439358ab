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
import static io.gasket.tls.testing.Interference.onClientHello;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.Providers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server makes of a ClientHello that was changed on its way, on each provider. */
@DisplayName("ClientHello and its extensions, as the server judges them")
class ClientHelloJudgedTest {
  private static final RefusedHello.Extensions<ClientHello> EXTENSIONS =
      new RefusedHello.Extensions<>(Hellos::with);

  static Stream<Arguments> malformedExtensions() {
    return Providers.withEach(
        EXTENSIONS.malformed(SNI, "", "ServerNameList needs 2 bytes but 0"),
        EXTENSIONS.malformed(SNI, "00", "ServerNameList needs 2 bytes but 1"),
        EXTENSIONS.malformed(SNI, "0000", "ServerNameList is 0 bytes long"),
        EXTENSIONS.malformed(SNI, "0003 00 0000", "HostName is 0 bytes long"),
        EXTENSIONS.malformed(SNI, "0004 00 0001 61 00", "1 bytes are left over"),
        EXTENSIONS.malformed(SNI, "0004 00 0002 61", "HostName needs 2 bytes but 1"),
        EXTENSIONS.malformed(SNI, "0005 00 0001 61", "ServerNameList needs 5 bytes but 4"),
        EXTENSIONS.malformed(SNI, "0005 00 0001 61 00", "HostName needs 2 bytes but 0"),
        EXTENSIONS.malformed(ALPN, "", "ProtocolNameList needs 2 bytes"),
        EXTENSIONS.malformed(ALPN, "0000", "ProtocolNameList is 0 bytes long"),
        EXTENSIONS.malformed(ALPN, "0001 00", "ProtocolNameList is 1 bytes long"),
        EXTENSIONS.malformed(ALPN, "0004 00 02 6832", "ProtocolName is 0 bytes long"),
        EXTENSIONS.malformed(ALPN, "0003 03 6832", "ProtocolName needs 3 bytes but 2"),
        EXTENSIONS.malformed(ALPN, "0003 02 6832 00", "1 bytes are left over"),
        EXTENSIONS.malformed(ALPN, "0009 08 687474702f312e31 0a", "1 bytes are left over"),
        EXTENSIONS.malformed(ALPN, "08 687474702f312e31", "ProtocolNameList needs"),
        EXTENSIONS.malformed(GROUPS, "", "named_group_list needs 2 bytes"),
        EXTENSIONS.malformed(GROUPS, "0000", "named_group_list is 0 bytes long"),
        EXTENSIONS.malformed(
            GROUPS, "0003 001d 00", "named_group_list holds an odd number of bytes, 3"),
        EXTENSIONS.malformed(GROUPS, "0002 001d 0017", "2 bytes are left over"),
        EXTENSIONS.malformed(GROUPS, "0004 001d", "named_group_list needs 4 bytes but 2"),
        EXTENSIONS.malformed(SCHEMES, "", "supported_signature_algorithms needs 2 bytes"),
        EXTENSIONS.malformed(SCHEMES, "0000", "supported_signature_algorithms is 0 bytes long"),
        EXTENSIONS.malformed(SCHEMES, "0003 0403 08", "holds an odd number of bytes, 3"),
        EXTENSIONS.malformed(SCHEMES, "0002 0403 00", "1 bytes are left over"),
        EXTENSIONS.malformed(SCHEMES, "0004 0403", "needs 4 bytes but 2"),
        EXTENSIONS.malformed(POINTS, "", "ECPointFormatList needs 1 bytes"),
        EXTENSIONS.malformed(POINTS, "00", "ECPointFormatList is 0 bytes long"),
        EXTENSIONS.malformed(POINTS, "02 00", "ECPointFormatList needs 2 bytes but 1"),
        EXTENSIONS.malformed(POINTS, "01 00 00", "1 bytes are left over"),
        EXTENSIONS.malformed(EMS, "00", "1 bytes are left over"),
        EXTENSIONS.malformed(RENEGOTIATION, "", "renegotiated_connection needs 1 bytes"),
        EXTENSIONS.malformed(RENEGOTIATION, "01", "renegotiated_connection needs 1 bytes but 0"),
        EXTENSIONS.malformed(RENEGOTIATION, "00 00", "1 bytes are left over"));
  }

  static Stream<Arguments> refusedExtensions() {
    return Providers.withEach(
        EXTENSIONS.refused(
            "two host names",
            replacing(SNI, Hex.bytes("0008 00 0001 61 00 0001 62")),
            Alert.ILLEGAL_PARAMETER,
            Reason.MALFORMED_EXTENSION,
            "server_name holds two names of type host_name",
            "RFC 6066 3"),
        EXTENSIONS.refused(
            "a host name with a NUL byte",
            replacing(SNI, Hex.bytes("0006 00 0003 61 00 62")),
            Alert.ILLEGAL_PARAMETER,
            Reason.MALFORMED_EXTENSION,
            "server_name holds a host name with byte 0"),
        EXTENSIONS.refused(
            "a host name in UTF-8",
            replacing(
                SNI, Hellos.hostName("m\u00fcnchen.example".getBytes(StandardCharsets.UTF_8))),
            Alert.ILLEGAL_PARAMETER,
            Reason.MALFORMED_EXTENSION,
            "byte 195, which no DNS name has"),
        EXTENSIONS.refused(
            "a host name longer than DNS has",
            replacing(SNI, Hellos.hostName(new byte[256])),
            Alert.ILLEGAL_PARAMETER,
            Reason.MALFORMED_EXTENSION,
            "a host name of 256 bytes"),
        EXTENSIONS.refused(
            "a root dot for a host name",
            replacing(SNI, Hex.bytes("0004 00 0001 2e")),
            Alert.ILLEGAL_PARAMETER,
            Reason.MALFORMED_EXTENSION,
            "an empty label"),
        EXTENSIONS.refused(
            "point formats without uncompressed",
            replacing(POINTS, Hex.bytes("02 01 02")),
            Alert.ILLEGAL_PARAMETER,
            Reason.BAD_POINT_FORMATS,
            "ec_point_formats lacks uncompressed(0)",
            "RFC 8422 5.1.2"),
        EXTENSIONS.refused(
            "renegotiation_info with a value",
            replacing(RENEGOTIATION, Hex.bytes("0c 000102030405060708090a0b")),
            Alert.HANDSHAKE_FAILURE,
            Reason.BAD_RENEGOTIATION_INFO,
            "the client's renegotiation_info is not empty in an initial handshake",
            "RFC 5746 3.6"),
        EXTENSIONS.refused(
            "no signature_algorithms",
            without(SCHEMES),
            Alert.HANDSHAKE_FAILURE,
            Reason.MISSING_SIGNATURE_ALGORITHMS,
            "signature_algorithms",
            "SHA-1"),
        EXTENSIONS.refused(
            "only unknown signature schemes",
            replacing(SCHEMES, Hex.bytes("0004 7a7a 0201")),
            Alert.HANDSHAKE_FAILURE,
            Reason.NO_COMMON_SCHEME,
            "the schemes [0x7a7a, 0x0201]",
            "Held for it: O=Gasket Tests",
            "makes [ecdsa_secp256r1_sha256"),
        EXTENSIONS.refused(
            "only unknown groups",
            replacing(GROUPS, Hex.bytes("0004 dada 0100")),
            Alert.HANDSHAKE_FAILURE,
            Reason.NO_COMMON_GROUP,
            "offered the groups [0xdada, 0x0100]",
            "enabled here are [x25519"),
        EXTENSIONS.refused(
            "no common application protocol, and terminal control in its name",
            replacing(ALPN, Hex.bytes("000c 02 6833 08 1b5b33316d0a0d61")),
            Alert.NO_APPLICATION_PROTOCOL,
            Reason.NO_COMMON_PROTOCOL,
            "h3, \\u001b[31m\\u000a\\u000da",
            "this server speaks h2, http/1.1"),
        EXTENSIONS.refused(
            "an unknown extension twice",
            adding(GREASE, new byte[0]).andThen(adding(GREASE, new byte[1]))::apply,
            Alert.ILLEGAL_PARAMETER,
            Reason.DUPLICATE_EXTENSION,
            "extension 19018 twice"));
  }

  static Stream<Arguments> duplicates() {
    return Providers.withEach(
        Stream.of(SNI, GROUPS, POINTS, SCHEMES, ALPN, EMS, RENEGOTIATION)
            .map(EXTENSIONS::duplicate)
            .toArray());
  }

  static Stream<Arguments> refusedFields() {
    return Providers.withEach(
        new RefusedHello<ClientHello>(
            "no extension block, SCSV instead of renegotiation_info",
            hello ->
                Hellos.with(
                    Hellos.withSuites(hello, 0xc02b, CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV),
                    block -> ExtensionBlock.NONE),
            Alert.HANDSHAKE_FAILURE,
            Reason.MISSING_SIGNATURE_ALGORITHMS,
            List.of("signature_algorithms")),
        new RefusedHello<ClientHello>(
            "no null compression",
            hello -> Hellos.withCompressions(hello, (byte) 1, (byte) 64),
            Alert.ILLEGAL_PARAMETER,
            Reason.NO_NULL_COMPRESSION,
            List.of("null compression method", "RFC 5246 7.4.1.2")),
        new RefusedHello<ClientHello>(
            "only unknown suites",
            hello -> Hellos.withSuites(hello, 0x1301, 0xfafa, 0x002f),
            Alert.HANDSHAKE_FAILURE,
            Reason.NO_COMMON_SUITE,
            List.of(
                "offered the suites [0x1301, 0xfafa, 0x002f]",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "Enable one")),
        new RefusedHello<ClientHello>(
            "only suites for a key that the server has not",
            hello -> Hellos.withSuites(hello, 0xc02f),
            Alert.HANDSHAKE_FAILURE,
            Reason.NO_CREDENTIAL,
            List.of(
                "the suites [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]",
                "needs an enabled suite with ECDSA authentication",
                "Bind a credential")),
        new RefusedHello<ClientHello>(
            "a session id of 33 bytes",
            hello -> Hellos.withSessionId(hello, 33),
            Alert.DECODE_ERROR,
            Reason.MALFORMED_MESSAGE,
            List.of("ClientHello: session_id is 33 bytes long")),
        new RefusedHello<ClientHello>(
            "TLS 1.1",
            hello -> Hellos.withVersion(hello, 0x0302),
            Alert.PROTOCOL_VERSION,
            Reason.UNSUPPORTED_VERSION,
            List.of("the client offers TLS 1.1 at most", "TLS 1.2 only", "RFC 8996")),
        new RefusedHello<ClientHello>(
            "SSL 3.0",
            hello -> Hellos.withVersion(hello, 0x0300),
            Alert.PROTOCOL_VERSION,
            Reason.UNSUPPORTED_VERSION,
            List.of("the client offers SSL 3.0 at most")),
        new RefusedHello<ClientHello>(
            "a version before any TLS",
            hello -> Hellos.withVersion(hello, 0x0002),
            Alert.PROTOCOL_VERSION,
            Reason.UNSUPPORTED_VERSION,
            List.of("version 0x0002")));
  }

  @ParameterizedTest(name = "{1} ({0})")
  @MethodSource({"malformedExtensions", "refusedExtensions", "duplicates", "refusedFields"})
  @DisplayName("refused, with the RFC's alert and a text that says what was wrong")
  void refuses(CryptoProvider provider, RefusedHello<ClientHello> refused) {
    refused.assertIs(Contexts.between(provider).serverRefuses(onClientHello(refused.change())));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("16 000 unknown suites: handshake_failure with a text of bounded length")
  void manyUnknownSuites(CryptoProvider provider) {
    TlsFailure failure =
        Contexts.between(provider)
            .serverRefuses(onClientHello(hello -> Hellos.withManySuites(hello, 0x5555)));
    assertEquals(Reason.NO_COMMON_SUITE, failure.reason());
    assertTrue(failure.detail().length() < 2_000, failure::detail);
    assertTrue(failure.detail().contains("more]"), failure::detail);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "16 000 unknown suites do not make the server hold more than a small multiple of their 32 000 bytes")
  void manyUnknownSuitesInMemory(CryptoProvider provider) throws Throwable {
    byte[] flight = EnginePair.flushed(Contexts.protocolClient(provider).newEngine("localhost"));
    ClientHello hello = ClientHello.read(Flights.messages(flight).get(0).body());
    byte[] records = Flights.records(Hellos.withManySuites(hello, 0x5555).encode());
    SecurityContext context = Contexts.protocolServer(provider);
    long bytes =
        Allocations.of(
            () -> {
              TlsEngine server = context.newEngine();
              assertThrows(
                  TlsFailure.class,
                  () -> server.receive(ByteBuffer.wrap(records), ByteBuffer.allocate(0)));
            });
    assertTrue(bytes < 40L * records.length, bytes + " bytes allocated");
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("a server may require extended_master_secret")
  void requiredMasterSecret(CryptoProvider provider) {
    SecurityContext server = Contexts.server(provider).requireExtendedMasterSecret(true).build();
    TlsFailure failure =
        new Interference(Contexts.client(provider).build(), server)
            .serverRefuses(onClientHello(hello -> Hellos.with(hello, without(EMS))));
    assertEquals(Alert.HANDSHAKE_FAILURE, failure.alert());
    assertEquals(Reason.NO_EXTENDED_MASTER_SECRET, failure.reason());
  }
}
