package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedPeer;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each limit at its value and one past it. Others have their tests where their subject is: messages
 * in HandshakeReassemblerTest, chains in PeerChainJudgedTest, empty records in RecordsTest,
 * warnings in AlertsTest, deadlines in DeadlineTest, records of a key in RecordLimitTest, sessions
 * in SessionLimitsTest.
 */
@DisplayName("Limits: what is at one passes, what is one past it does not")
class LimitsTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.fastest();
  private static final Limits DEFAULTS = Limits.defaults();

  private static Arguments bound(String name, int least, int most, IntFunction<Limits> with) {
    return Arguments.of(name, least, most, with);
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        bound("handshakeMessage", 1_024, 16_777_215, DEFAULTS::withHandshakeMessage),
        bound("handshakeBytes", 1_024, 1_073_741_824, DEFAULTS::withHandshakeBytes),
        bound("handshakeMessages", 10, 1_000, DEFAULTS::withHandshakeMessages),
        bound("certificates", 1, 100, DEFAULTS::withCertificates),
        bound("renegotiationRequests", 0, 1_000, DEFAULTS::withRenegotiationRequests),
        bound("emptyRecords", 0, 1_000, DEFAULTS::withEmptyRecords),
        bound("warningAlerts", 0, 1_000, DEFAULTS::withWarningAlerts),
        bound("ticket", 0, 65_535, DEFAULTS::withTicket));
  }

  @ParameterizedTest(name = "{0}: {1} to {2}")
  @MethodSource("ranges")
  @DisplayName("each limit has its range, and setting it leaves the others as they are")
  void range(String name, int least, int most, IntFunction<Limits> with) throws Exception {
    for (int value : new int[] {least, most}) {
      Limits changed = with.apply(value);
      for (RecordComponent limit : Limits.class.getRecordComponents()) {
        Object expected =
            limit.getName().equals(name) ? value : limit.getAccessor().invoke(DEFAULTS);
        assertEquals(expected, limit.getAccessor().invoke(changed), limit.getName());
      }
    }
    for (int value : new int[] {least - 1, most + 1}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> with.apply(value));
      assertEquals(
          name + " must be " + least + " to " + most + ", not " + value, refused.getMessage());
    }
  }

  @Test
  @DisplayName("every limit but the deadline is in the table above")
  void complete() {
    assertEquals(
        Arrays.stream(Limits.class.getRecordComponents()).map(RecordComponent::getName).toList(),
        Stream.concat(ranges().map(a -> (String) a.get()[0]), Stream.of("handshakeDeadline"))
            .toList());
    Duration nano = Duration.ofNanos(1);
    assertEquals(nano, DEFAULTS.withHandshakeDeadline(nano).handshakeDeadline());
    for (Duration none : List.of(Duration.ZERO, nano.negated())) {
      assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withHandshakeDeadline(none));
    }
  }

  private static ScriptedServer serverOf(ClientContextBuilder client, KeyKind kind)
      throws TlsFailure {
    ScriptedServer server =
        new ScriptedServer(
            client.build().newEngine("localhost"), CRYPTO, TestPki.serverIdentity(kind));
    server.readHello();
    return server;
  }

  private static ScriptedServer serverOf(Limits limits) throws TlsFailure {
    return serverOf(Contexts.client(CRYPTO).limits(limits), KeyKind.EC_P256);
  }

  private static ScriptedClient clientOf(Limits limits) {
    return new ScriptedClient(
        Contexts.server(CRYPTO)
            .clientAuth(ClientAuth.WANT, Contexts.trust())
            .limits(limits)
            .build()
            .newEngine(),
        CRYPTO,
        TestPki.clientIdentity(KeyKind.RSA_2048));
  }

  private static void untilFinished(ScriptedServer server) throws TlsFailure {
    server.serverHello();
    server.certificate();
    server.serverKeyExchange();
    server.serverHelloDone();
    server.changeCipherSpec();
  }

  private static void untilFinished(ScriptedClient client) throws TlsFailure {
    client.clientHello();
    client.certificate();
    client.clientKeyExchange();
    client.certificateVerify();
    client.changeCipherSpec();
  }

  private static boolean connected(ScriptedPeer peer) {
    return (peer.engine().needs() & TlsEngine.CONNECTED) != 0;
  }

  @Test
  @DisplayName("handshakeBytes: the client's, to the last byte of its Finished")
  void bytesOfClient() throws TlsFailure {
    // What a client sends differs in length by its signature alone, and RSA's are all alike.
    ScriptedClient counted = clientOf(DEFAULTS);
    int total = counted.hello().encode().length;
    counted.clientHello();
    int before = counted.transcript().length;
    counted.certificate();
    counted.clientKeyExchange();
    counted.certificateVerify();
    counted.changeCipherSpec();
    counted.finished();
    total += counted.transcript().length - before;
    ScriptedClient exact = clientOf(DEFAULTS.withHandshakeBytes(total));
    untilFinished(exact);
    exact.finished();
    assertTrue(connected(exact));
    ScriptedClient beyond = clientOf(DEFAULTS.withHandshakeBytes(total - 1));
    untilFinished(beyond);
    TlsFailure failure =
        assertRefuses(
            beyond, Alert.UNEXPECTED_MESSAGE, Reason.HANDSHAKE_TOO_LONG, beyond::finished);
    assertEquals(
        "with Finished the peer's handshake messages have "
            + total
            + " bytes; the limit is "
            + (total - 1)
            + " (Limits.handshakeBytes)",
        failure.detail());
  }

  @Test
  @DisplayName("handshakeBytes: a server's chain counts as it comes")
  void bytesOfServer() throws TlsFailure {
    ScriptedServer counted = serverWithLongChain(DEFAULTS);
    int before = counted.transcript().length;
    counted.serverHello();
    counted.certificate();
    int soFar = counted.transcript().length - before;
    ScriptedServer exact = serverWithLongChain(DEFAULTS.withHandshakeBytes(soFar));
    exact.serverHello();
    exact.certificate();
    assertNull(exact.engine().failure());
    ScriptedServer beyond = serverWithLongChain(DEFAULTS.withHandshakeBytes(soFar - 1));
    beyond.serverHello();
    assertRefuses(beyond, Alert.UNEXPECTED_MESSAGE, Reason.HANDSHAKE_TOO_LONG, beyond::certificate);
  }

  private static ScriptedServer serverWithLongChain(Limits limits) throws TlsFailure {
    return serverOf(Contexts.client(CRYPTO).limits(limits), KeyKind.RSA_2048);
  }

  private static void helloRequests(ScriptedServer server, int count) throws TlsFailure {
    for (int i = 0; i < count; i++) {
      // Not through say(): no transcript holds it.
      server.send(ContentType.HANDSHAKE, ScriptedPeer.message(HandshakeType.HELLO_REQUEST));
    }
  }

  @Test
  @DisplayName("handshakeMessages: ten pass, the eleventh does not, ignored ones included")
  void messages() throws TlsFailure {
    Limits limits = DEFAULTS.withHandshakeMessages(10).withRenegotiationRequests(100);
    ScriptedServer exact = serverOf(limits);
    helloRequests(exact, 5);
    untilFinished(exact);
    exact.finished();
    assertTrue(connected(exact));
    ScriptedServer beyond = serverOf(limits);
    helloRequests(beyond, 6);
    untilFinished(beyond);
    TlsFailure failure =
        assertRefuses(beyond, Alert.UNEXPECTED_MESSAGE, Reason.TOO_MANY_MESSAGES, beyond::finished);
    assertTrue(
        failure.detail().startsWith("Finished is the peer's message number 11 in this handshake"),
        failure::detail);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  @DisplayName("renegotiationRequests: HelloRequests that a client ignores in a handshake")
  void requestsWithin(int limit) throws TlsFailure {
    Limits limits = DEFAULTS.withRenegotiationRequests(limit);
    ScriptedServer exact = serverOf(limits);
    helloRequests(exact, limit);
    untilFinished(exact);
    exact.finished();
    assertTrue(connected(exact));
    ScriptedServer beyond = serverOf(limits);
    helloRequests(beyond, limit);
    TlsFailure failure =
        assertRefuses(
            beyond,
            Alert.UNEXPECTED_MESSAGE,
            Reason.TOO_MANY_MESSAGES,
            () -> helloRequests(beyond, 1));
    assertTrue(failure.detail().contains("(Limits.renegotiationRequests)"), failure::detail);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  @DisplayName("renegotiationRequests: those that are refused after the handshake, of either side")
  void requestsAfter(int limit) throws TlsFailure {
    Limits limits = DEFAULTS.withRenegotiationRequests(limit).withWarningAlerts(0);
    ScriptedServer server = serverOf(limits);
    untilFinished(server);
    server.finished();
    for (int i = 0; i < limit; i++) {
      helloRequests(server, 1);
      assertEquals(List.of("warning no_renegotiation(100)"), server.alerts());
    }
    assertRefuses(
        server,
        Alert.NO_RENEGOTIATION,
        Reason.RENEGOTIATION_REFUSED,
        () -> helloRequests(server, 1));

    ScriptedClient client =
        ScriptedClient.of(Contexts.server(CRYPTO).limits(limits).build(), CRYPTO).shakeHands();
    for (int i = 0; i < limit; i++) {
      client.say(client.hello().encode());
      assertEquals(List.of("warning no_renegotiation(100)"), client.alerts());
    }
    assertRefuses(
        client,
        Alert.NO_RENEGOTIATION,
        Reason.RENEGOTIATION_REFUSED,
        () -> client.say(client.hello().encode()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  @DisplayName("warningAlerts: as many as the context has it")
  void warnings(int limit) throws TlsFailure {
    ScriptedClient client =
        ScriptedClient.of(
                Contexts.server(CRYPTO).limits(DEFAULTS.withWarningAlerts(limit)).build(), CRYPTO)
            .shakeHands();
    for (int i = 0; i < limit; i++) {
      client.alert(1, 90);
    }
    assertRefuses(
        client, Alert.UNEXPECTED_MESSAGE, Reason.TOO_MANY_WARNINGS, () -> client.alert(1, 90));
  }

  @Test
  @DisplayName("Renegotiation.upTo(2): the third is refused, whoever asks")
  void renegotiations() throws TlsFailure {
    for (boolean byClient : new boolean[] {true, false}) {
      Renegotiation two = Renegotiation.upTo(2);
      Renegotiation many = Renegotiation.upTo(9);
      EnginePair pair =
          EnginePair.of(
                  Contexts.client(CRYPTO).renegotiation(byClient ? many : two).build(),
                  Contexts.server(CRYPTO).renegotiation(byClient ? two : many).build(),
                  BufferKind.HEAP)
              .shakeHands();
      TlsEngine asking = byClient ? pair.client() : pair.server();
      TlsEngine asked = byClient ? pair.server() : pair.client();
      for (int i = 0; i < 2; i++) {
        byte[] before = asked.tlsUnique();
        asking.renegotiate();
        pair.shakeHands();
        assertTrue(!Arrays.equals(before, asked.tlsUnique()), "renegotiated");
      }
      assertThrows(IllegalStateException.class, asked::renegotiate);
      byte[] before = asked.tlsUnique();
      asking.renegotiate();
      pair.deliver(EnginePair.flushed(asking), asked);
      assertArrayEquals(before, asked.tlsUnique());
      assertNotNull(asked.info());
      assertEquals(
          2 + 5 + asked.info().suite().cipher().overhead(), EnginePair.flushed(asked).length);
    }
  }
}
