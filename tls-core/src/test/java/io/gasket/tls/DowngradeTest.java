package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("Nobody is talked into an older version (RFC 7507, RFC 8446 4.1.3, RFC 5246 E)")
record DowngradeTest(CryptoProvider crypto) {
  private static final int FALLBACK = CipherSuite.FALLBACK_SCSV;
  private static final int SUITE = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.code();

  /** RFC 8446 4.1.3: "DOWNGRD" and 1 of a server that agreed to TLS 1.2. */
  private static final String TO_TLS_1_2 = "444f574e47524401";

  /** RFC 8446 4.1.3: "DOWNGRD" and 0 of a server that agreed to TLS 1.1 or less. */
  private static final String BELOW = "444f574e47524400";

  private ScriptedClient client() {
    return ScriptedClient.of(Contexts.server(crypto).build(), crypto);
  }

  private static ClientHello falling(ClientHello hello, int version) {
    return Hellos.withVersion(Hellos.withSuites(hello, SUITE, FALLBACK), version);
  }

  @ParameterizedTest
  @CsvSource({"0x0300, SSL 3.0", "0x0301, TLS 1.0", "0x0302, TLS 1.1"})
  @DisplayName("RFC 7507 3: a client that fell below TLS 1.2: inappropriate_fallback")
  void fellBelow(String version, String name) {
    ScriptedClient client = client();
    int code = Integer.decode(version);
    TlsFailure failure =
        assertFails(
            Alert.INAPPROPRIATE_FALLBACK,
            Reason.INAPPROPRIATE_FALLBACK,
            () -> client.say(falling(client.hello(), code).encode()));
    assertTrue(failure.detail().contains("offers " + name + " at most"), failure::detail);
    assertTrue(failure.detail().contains("TLS_FALLBACK_SCSV"), failure::detail);
    // RFC 7507 3: in a record of client_version.
    assertArrayEquals(
        new byte[] {21, 3, (byte) code, 0, 2, 2, 86}, EnginePair.flushed(client.engine()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0303, 0x0304})
  @DisplayName("RFC 7507 3: with TLS 1.2 or more the value changes nothing, wherever it stands")
  void noFall(int version) throws TlsFailure {
    for (int[] suites : new int[][] {{SUITE, FALLBACK}, {FALLBACK, SUITE}}) {
      ScriptedClient client = client();
      client.shakeHands(Hellos.withVersion(Hellos.withSuites(client.hello(), suites), version));
      assertEquals(SUITE, client.engine().info().suite().code());
    }
  }

  @Test
  @DisplayName("RFC 7507 3: the value alone is no suite")
  void noSuite() {
    ScriptedClient client = client();
    assertRefuses(
        client,
        Alert.HANDSHAKE_FAILURE,
        Reason.NO_COMMON_SUITE,
        () -> client.say(Hellos.withSuites(client.hello(), FALLBACK).encode()));
  }

  @Test
  @DisplayName("a version that no TLS ever had is refused for itself, fallback or not")
  void notEvenSsl3() {
    ScriptedClient client = client();
    assertRefuses(
        client,
        Alert.PROTOCOL_VERSION,
        Reason.UNSUPPORTED_VERSION,
        () -> client.say(falling(client.hello(), 0x0002).encode()));
  }

  @Test
  @DisplayName("a fallback in a renegotiation is refused as in the first handshake")
  void inRenegotiation() throws TlsFailure {
    ScriptedClient client =
        ScriptedClient.of(
                Contexts.server(crypto).renegotiation(Renegotiation.upTo(1)).build(), crypto)
            .shakeHands();
    assertRefuses(
        client,
        Alert.INAPPROPRIATE_FALLBACK,
        Reason.INAPPROPRIATE_FALLBACK,
        () -> client.say(falling(client.hello(), 0x0302).encode()));
  }

  private ClientHello helloOf(SecurityContext client) throws TlsFailure {
    return ClientHello.read(Interference.sent(client.newEngine("localhost")).get(0).body());
  }

  @Test
  @DisplayName("RFC 7507 4: a client sends the value last, when told so and only then")
  void sent() throws TlsFailure {
    assertFalse(helloOf(Contexts.client(crypto).build()).offers(FALLBACK));
    int[] suites = helloOf(Contexts.client(crypto).fallback(true).build()).suites();
    assertEquals(FALLBACK, suites[suites.length - 1]);
    assertEquals(1, Arrays.stream(suites).filter(s -> s == FALLBACK).count());
    EnginePair pair =
        EnginePair.of(
                Contexts.client(crypto).fallback(true).build(),
                Contexts.server(crypto).build(),
                BufferKind.HEAP)
            .shakeHands();
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 7507 4: not with a session to resume, by id and by ticket")
  void notWithSession(boolean tickets) throws TlsFailure {
    SecurityContext server = Contexts.resuming(Contexts.server(crypto)).tickets(tickets).build();
    SecurityContext client = Contexts.resuming(Contexts.client(crypto)).fallback(true).build();
    assertTrue(helloOf(client).offers(FALLBACK));
    EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertFalse(helloOf(client).offers(FALLBACK));
    EnginePair second = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals(
        tickets ? ResumedBy.TICKET : ResumedBy.SESSION_ID, second.client().info().resumedBy());
  }

  @Test
  @DisplayName("a server that chooses the signalling value for a suite is refused")
  void chosen() throws TlsFailure {
    ScriptedServer server = serverOf(Contexts.client(crypto).fallback(true));
    assertRefuses(
        server,
        Alert.ILLEGAL_PARAMETER,
        Reason.SUITE_NOT_OFFERED,
        () -> server.say(Hellos.withSuite(server.hello(), FALLBACK).encode()));
  }

  private ScriptedServer serverOf(ClientContextBuilder client) throws TlsFailure {
    ScriptedServer server = ScriptedServer.of(client.build(), crypto);
    server.readHello();
    return server;
  }

  /** The scripted server's random is the array it uses later, so it is marked in place. */
  private static ServerHello marked(ServerHello hello, int version, String mark) {
    System.arraycopy(Hex.bytes(mark), 0, hello.random(), 24, 8);
    return new ServerHello(
        version,
        hello.random(),
        hello.sessionId(),
        hello.suite(),
        hello.compression(),
        hello.extensions());
  }

  @ParameterizedTest
  @ValueSource(strings = {TO_TLS_1_2, BELOW})
  @DisplayName("RFC 8446 4.1.3: a client that could do more refuses a marked random")
  void couldDoMore(String mark) throws TlsFailure {
    ScriptedServer server = serverOf(Contexts.client(crypto).newerVersionElsewhere(true));
    TlsFailure failure =
        assertRefuses(
            server,
            Alert.ILLEGAL_PARAMETER,
            Reason.DOWNGRADE_DETECTED,
            () -> server.say(marked(server.hello(), 0x0303, mark).encode()));
    assertTrue(failure.detail().contains("speaks a higher version"), failure::detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"444f574e47524402", "444f574e47524300", "004f574e47524401"})
  @DisplayName("and takes one that only looks alike")
  void looksAlike(String mark) throws TlsFailure {
    connects(serverOf(Contexts.client(crypto).newerVersionElsewhere(true)), mark);
  }

  @ParameterizedTest
  @ValueSource(strings = {TO_TLS_1_2, BELOW})
  @DisplayName("a client of TLS 1.2 alone takes either mark in a TLS 1.2 hello")
  void onlyTls12(String mark) throws TlsFailure {
    connects(serverOf(Contexts.client(crypto)), mark);
  }

  private static void connects(ScriptedServer server, String mark) throws TlsFailure {
    server.say(marked(server.hello(), 0x0303, mark).encode());
    server.certificate();
    server.serverKeyExchange();
    server.serverHelloDone();
    server.changeCipherSpec();
    server.finished();
    assertTrue((server.engine().needs() & TlsEngine.CONNECTED) != 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0x0302, false, " + BELOW + ", ILLEGAL_PARAMETER, DOWNGRADE_DETECTED",
    "0x0300, false, " + BELOW + ", ILLEGAL_PARAMETER, DOWNGRADE_DETECTED",
    "0x0302, true, " + BELOW + ", ILLEGAL_PARAMETER, DOWNGRADE_DETECTED",
    "0x0302, true, " + TO_TLS_1_2 + ", ILLEGAL_PARAMETER, DOWNGRADE_DETECTED",
    "0x0302, false, " + TO_TLS_1_2 + ", PROTOCOL_VERSION, UNSUPPORTED_VERSION",
    "0x0302, true, 0000000000000000, PROTOCOL_VERSION, UNSUPPORTED_VERSION"
  })
  @DisplayName("RFC 8446 4.1.3: a server that could have done TLS 1.2 and chose less is found out")
  void choseLess(String version, boolean newer, String mark, Alert alert, Reason reason)
      throws TlsFailure {
    ScriptedServer server = serverOf(Contexts.client(crypto).newerVersionElsewhere(newer));
    assertFails(
        alert,
        reason,
        () -> server.say(marked(server.hello(), Integer.decode(version), mark).encode()));
  }

  /** Gives random bytes that end in a mark wherever eight or more are asked for. */
  private static final class MarkedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final String mark;

    MarkedRandom(String mark) {
      this.mark = mark;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      super.nextBytes(bytes);
      if (bytes.length >= 8) {
        System.arraycopy(Hex.bytes(mark), 0, bytes, bytes.length - 8, 8);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TO_TLS_1_2, BELOW})
  @DisplayName("RFC 8446 4.1.3: our server does not send a mark, not even by chance")
  void neverSent(String mark) throws TlsFailure {
    CryptoProvider chance = crypto.withRandom(new MarkedRandom(mark));
    SecurityContext server = Contexts.resuming(Contexts.server(chance)).build();
    SecurityContext client =
        Contexts.resuming(Contexts.client(crypto)).newerVersionElsewhere(true).build();
    EnginePair full = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals(ResumedBy.NOTHING, full.server().info().resumedBy());
    EnginePair resumed = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals(ResumedBy.TICKET, resumed.server().info().resumedBy());
  }

  @ParameterizedTest
  @CsvSource({
    "02 0304, TLS 1.3",
    "04 0304 7f1c, 'TLS 1.3, version 0x7f1c'",
    "06 0302 0301 0300, 'TLS 1.1, TLS 1.0, SSL 3.0'"
  })
  @DisplayName("RFC 8446 4.2.1: supported_versions without TLS 1.2: protocol_version, by name")
  void supportedVersions(String body, String names) {
    ScriptedClient client = client();
    TlsFailure failure =
        assertRefuses(
            client,
            Alert.PROTOCOL_VERSION,
            Reason.UNSUPPORTED_VERSION,
            () -> client.say(withVersions(client.hello(), body).encode()));
    assertTrue(failure.detail().contains("offers only " + names + " ("), failure::detail);
  }

  @Test
  @DisplayName("RFC 8446 4.2.1: with TLS 1.2 among them it goes on, and is not answered")
  void supportedVersionsWithOurs() throws TlsFailure {
    ScriptedClient client = client();
    client.say(withVersions(client.hello(), "08 5a5a 0304 0303 0302").encode());
    client.read();
    ServerHello hello = ServerHello.read(client.next(2).body());
    assertEquals(0x0303, hello.version());
    assertEquals(null, hello.extensions().find(ExtensionType.SUPPORTED_VERSIONS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "01 03", "03 0303 03", "02 0303 00", "04 0303"})
  @DisplayName("supported_versions that has not its form: decode_error")
  void malformedSupportedVersions(String body) {
    ScriptedClient client = client();
    assertRefuses(
        client,
        Alert.DECODE_ERROR,
        Reason.MALFORMED_EXTENSION,
        () -> client.say(withVersions(client.hello(), body).encode()));
  }

  private static ClientHello withVersions(ClientHello hello, String body) {
    return Hellos.with(hello, Hellos.replacing(ExtensionType.SUPPORTED_VERSIONS, Hex.bytes(body)));
  }

  @ParameterizedTest
  @CsvSource({
    "80 2e 01 00 02 00 15 00 00 00 10, SSL 2.0",
    "80 2e 01 03 00 00 15 00 00 00 10, SSL 3.0",
    "80 2e 01 03 01 00 15 00 00 00 10, TLS 1.0",
    "80 2e 01 03 03 00 15 00 00 00 10, TLS 1.2"
  })
  @DisplayName("RFC 5246 E.2, RFC 6176: a hello in the form of SSL 2.0, whatever it offers")
  void ssl2(String hello, String offer) {
    ScriptedClient client = client();
    TlsFailure failure =
        assertRefuses(
            client,
            Alert.PROTOCOL_VERSION,
            Reason.SSL2_HELLO,
            () -> client.deliver(Hex.bytes(hello)));
    assertTrue(failure.detail().contains("that offers " + offer + "."), failure::detail);
  }
}
