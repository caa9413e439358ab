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

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.Providers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server answers to a ClientHello that was changed on its way, on each provider. */
@DisplayName("ClientHello and its extensions, as the server answers them")
class ClientHelloAnsweredTest {
  /** A change that is no reason to refuse. */
  private record Taken(String name, UnaryOperator<ClientHello> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> taken() {
    return Providers.withEach(
        taken("an unknown extension of any content", adding(GREASE, new byte[9])),
        taken("a thousand unknown extensions", ClientHelloAnsweredTest::thousand),
        taken("no server_name", without(SNI)),
        taken("a server_name of another type", replacing(SNI, Hex.bytes("0004 09 0001 00"))),
        taken("no supported_groups", without(GROUPS)),
        taken("unknown groups among known", replacing(GROUPS, Hex.bytes("0006 2a2a 0017 001d"))),
        taken("no ec_point_formats", without(POINTS)),
        taken("compressed formats first", replacing(POINTS, Hex.bytes("03 02 01 00"))),
        taken("unknown schemes among known", replacing(SCHEMES, Hex.bytes("0006 0a0a 0201 0403"))),
        taken("no ALPN", without(ALPN)),
        taken("no extended_master_secret", without(EMS)),
        taken("no renegotiation_info", without(RENEGOTIATION)),
        new Taken("a later version", hello -> Hellos.withVersion(hello, 0x0304)),
        new Taken("a session id to resume", hello -> Hellos.withSessionId(hello, 32)),
        new Taken(
            "further compression methods",
            hello -> Hellos.withCompressions(hello, (byte) 1, (byte) 0)),
        new Taken("32 000 bytes of suites", hello -> Hellos.withManySuites(hello, 0xc02b)));
  }

  @ParameterizedTest(name = "{1} ({0})")
  @MethodSource("taken")
  @DisplayName("taken: the server answers with its whole flight")
  void takes(CryptoProvider provider, Taken taken) throws TlsFailure {
    Interference between = Contexts.between(provider).toServer(onClientHello(taken.change));
    List<HandshakeMessage> flight = Interference.sent(between.server());
    assertEquals(HandshakeType.SERVER_HELLO, flight.get(0).type());
    assertEquals(HandshakeType.SERVER_HELLO_DONE, flight.get(flight.size() - 1).type());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "answers: empty server_name, one protocol, uncompressed, and nothing that was not asked for")
  void answers(CryptoProvider provider) throws TlsFailure {
    ServerHello full = answer(provider, hello -> hello);
    assertEquals("", body(full, SNI));
    assertEquals("0003026832", body(full, ALPN));
    assertEquals("0100", body(full, POINTS));
    assertEquals("", body(full, EMS));
    assertEquals("00", body(full, RENEGOTIATION));
    assertEquals(5, full.extensions().extensions().size());

    ServerHello bare =
        answer(
            provider,
            hello ->
                Hellos.with(
                    hello,
                    block ->
                        new ExtensionBlock(
                            block.extensions().stream()
                                .filter(e -> e.type() == SCHEMES)
                                .toList())));
    assertEquals(List.of(), bare.extensions().extensions());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("RFC 5746 3.6: the signalling suite value alone is answered with renegotiation_info")
  void signallingValue(CryptoProvider provider) throws TlsFailure {
    ServerHello answer =
        answer(
            provider,
            hello ->
                Hellos.with(
                    Hellos.withSuites(hello, 0xc02b, CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV),
                    without(RENEGOTIATION)));
    assertEquals("00", body(answer, RENEGOTIATION));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("RFC 6066 3: a name that no credential is bound to is not acknowledged")
  void unknownName(CryptoProvider provider) throws TlsFailure {
    ServerHello answer =
        answer(provider, hello -> Hellos.with(hello, replacing(SNI, hostName("other.example"))));
    assertEquals(null, answer.extensions().find(SNI));
  }

  private static ServerHello answer(CryptoProvider provider, UnaryOperator<ClientHello> change)
      throws TlsFailure {
    Interference between = Contexts.between(provider).toServer(onClientHello(change));
    return ServerHello.read(Interference.sent(between.server()).get(0).body());
  }

  private static String body(ServerHello hello, int type) {
    return Hex.text(hello.extensions().find(type).body());
  }

  private static Taken taken(String name, UnaryOperator<ExtensionBlock> change) {
    return new Taken(name, hello -> Hellos.with(hello, change));
  }

  private static ExtensionBlock thousand(ExtensionBlock block) {
    ExtensionBlock all = block;
    for (int i = 0; i < 1_000; i++) {
      all = adding(0x8000 + i, new byte[] {1, 2, 3}).apply(all);
    }
    return all;
  }

  private static byte[] hostName(String name) {
    return Hellos.hostName(name.getBytes(StandardCharsets.US_ASCII));
  }
}
