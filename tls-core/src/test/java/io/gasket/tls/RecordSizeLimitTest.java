package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
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
import io.gasket.tls.testing.ScriptedPeer;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.SentRecords;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("record_size_limit (RFC 8449)")
record RecordSizeLimitTest(CryptoProvider crypto) {
  private static final int TYPE = ExtensionType.RECORD_SIZE_LIMIT;
  private static final int FULL = 16_384;

  private ClientContextBuilder client() {
    return Contexts.client(crypto);
  }

  private ServerContextBuilder server() {
    return Contexts.server(crypto);
  }

  /** Each side sends what the other takes. */
  private static void assertTake(int client, int server, EnginePair pair) throws TlsFailure {
    SentRecords.assertCuts(server, pair.client(), pair.server(), pair);
    SentRecords.assertCuts(client, pair.server(), pair.client(), pair);
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "64, 16384", "1000, 333", "16384, 65", "16384, 16384"})
  @DisplayName("each side says what it takes, and gets no longer records")
  void negotiated(int clients, int servers) throws TlsFailure {
    EnginePair pair =
        EnginePair.connected(client().recordSizeLimit(clients), server().recordSizeLimit(servers));
    assertEquals(new FragmentLimits(0, clients, servers), pair.client().info().fragmentLimits());
    assertEquals(new FragmentLimits(0, servers, clients), pair.server().info().fragmentLimits());
    assertTake(clients, servers, pair);
  }

  @Test
  @DisplayName("off by default, and then not negotiated with a side that has it on")
  void off() throws TlsFailure {
    assertTake(FULL, FULL, EnginePair.connected(client(), server().recordSizeLimit(100)));
    assertTake(FULL, FULL, EnginePair.connected(client().recordSizeLimit(100), server()));
    Interference link = new Interference(client().build(), server().recordSizeLimit(64).build());
    assertNull(answer(link.toServer()).find(TYPE));
  }

  @Test
  @DisplayName("no limit is said that the RFC does not have")
  void range() {
    for (int other : new int[] {0, 1, 63, 16_385, 65_535, -64}) {
      assertThrows(IllegalArgumentException.class, () -> client().recordSizeLimit(other));
      assertThrows(IllegalArgumentException.class, () -> server().recordSizeLimit(other));
    }
  }

  @Test
  @DisplayName("RFC 8449 4: messages in the clear are not subject to it, protected ones are")
  void unprotectedMessages() throws TlsFailure {
    SecurityContext client = Contexts.resuming(client()).recordSizeLimit(64).build();
    SecurityContext server = Contexts.resuming(server()).recordSizeLimit(64).build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP);
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    byte[] first = EnginePair.flushed(pair.server());
    assertTrue(SentRecords.longestHandshake(first) > 512);
    pair.deliver(first, pair.client());
    pair.shakeHands();
    assertTake(64, 64, pair);
  }

  @ParameterizedTest
  @CsvSource({"4001, 16384", "ffff, 16384", "4000, 16384", "0040, 64"})
  @DisplayName("more than TLS 1.2 has is taken for its most, either way")
  void large(String said, int taken) throws TlsFailure {
    ScriptedClient client = offering(server().recordSizeLimit(1_000), said);
    assertEquals(taken, client.engine().info().fragmentLimits().sent());
    ScriptedServer server = answering(client().recordSizeLimit(1_000), said).shakeHands();
    assertEquals(taken, server.engine().info().fragmentLimits().sent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000", "0001", "003f"})
  @DisplayName("less than 64: illegal_parameter, either way")
  void small(String said) throws TlsFailure {
    for (TlsFailure failure : List.of(serverRefuses(said), clientRefuses(said))) {
      assertEquals(Alert.ILLEGAL_PARAMETER, failure.alert());
      assertEquals(Reason.RECORD_SIZE_LIMIT_TOO_SMALL, failure.reason());
      assertTrue(failure.detail().contains("record_size_limit is " + Integer.parseInt(said, 16)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "40", "004000"})
  @DisplayName("a body that is not two bytes: decode_error, either way")
  void malformed(String body) throws TlsFailure {
    for (TlsFailure failure : List.of(serverRefuses(body), clientRefuses(body))) {
      assertEquals(Alert.DECODE_ERROR, failure.alert());
      assertEquals(Reason.MALFORMED_EXTENSION, failure.reason());
      assertTrue(failure.detail().contains("record_size_limit: "));
    }
  }

  @Test
  @DisplayName("an answer without an offer: unsupported_extension; twice: illegal_parameter")
  void unsolicitedOrTwice() throws TlsFailure {
    UnexpectedAnswer added = new UnexpectedAnswer(Hellos.adding(TYPE, new byte[] {0, 64}));
    assertEquals(Reason.UNSOLICITED_EXTENSION, added.to(client(), server()).reason());
    assertEquals(
        Reason.DUPLICATE_EXTENSION,
        added.to(client().recordSizeLimit(64), server().recordSizeLimit(64)).reason());
  }

  @Test
  @DisplayName(
      "RFC 8449 5: a server that answers it passes max_fragment_length over, even a bad one")
  void obsoletes() throws TlsFailure {
    EnginePair pair =
        EnginePair.connected(
            client().recordSizeLimit(700).maxFragmentLength(512), server().recordSizeLimit(800));
    assertEquals(new FragmentLimits(0, 700, 800), pair.client().info().fragmentLimits());
    assertTake(700, 800, pair);
    Interference link =
        new Interference(
            client().recordSizeLimit(700).build(), server().recordSizeLimit(800).build());
    link.toServer(
        Interference.onClientHello(
            hello ->
                Hellos.with(
                    hello, Hellos.adding(ExtensionType.MAX_FRAGMENT_LENGTH, new byte[] {9}))));
    assertNull(answer(link).find(ExtensionType.MAX_FRAGMENT_LENGTH));
    assertTake(
        512,
        512,
        EnginePair.connected(client().recordSizeLimit(700).maxFragmentLength(512), server()));
  }

  @Test
  @DisplayName("RFC 8449 5: a client that gets both answers refuses with illegal_parameter")
  void both() throws TlsFailure {
    TlsFailure failure =
        new UnexpectedAnswer(Hellos.adding(ExtensionType.MAX_FRAGMENT_LENGTH, new byte[] {1}))
            .to(
                client().recordSizeLimit(700).maxFragmentLength(512),
                server().recordSizeLimit(800));
    assertEquals(Alert.ILLEGAL_PARAMETER, failure.alert());
    assertEquals(Reason.TWO_FRAGMENT_LIMITS, failure.reason());
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 1_000, 16_383, 16_384})
  @DisplayName("a protected record at the limit we said is taken, one byte more is record_overflow")
  void held(int limit) throws TlsFailure {
    ScriptedClient client = offering(server().recordSizeLimit(limit), "2000");
    assertHolds(limit, client);
    assertHolds(limit, answering(client().recordSizeLimit(limit), "2000").shakeHands());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("RFC 8449 4: not remembered, but said anew in a resumption, or not")
  void resumed(boolean tickets) throws TlsFailure {
    SessionCache sessions = new SessionCache(8);
    SecurityContext server =
        Contexts.resuming(server()).tickets(tickets).recordSizeLimit(900).build();
    SecurityContext said =
        client().sessions(sessions).tickets(tickets).recordSizeLimit(700).build();
    SecurityContext less = client().sessions(sessions).tickets(tickets).recordSizeLimit(65).build();
    SecurityContext none = client().sessions(sessions).tickets(tickets).build();
    assertTake(700, 900, EnginePair.connected(said, server));
    ResumedBy expected = tickets ? ResumedBy.TICKET : ResumedBy.SESSION_ID;
    EnginePair second = EnginePair.connected(less, server);
    assertEquals(expected, second.client().info().resumedBy());
    assertTake(65, 900, second);
    EnginePair third = EnginePair.connected(none, server);
    assertEquals(expected, third.client().info().resumedBy());
    assertTake(FULL, FULL, third);
  }

  @Test
  @DisplayName("a session with a max_fragment_length is not resumed where both sides have this one")
  void notBesideTheOther() throws TlsFailure {
    SessionCache sessions = new SessionCache(8);
    SecurityContext client =
        Contexts.resuming(client()).maxFragmentLength(512).recordSizeLimit(700).build();
    assertTake(512, 512, EnginePair.connected(client, server().sessions(sessions).build()));
    EnginePair pair =
        EnginePair.connected(client, server().sessions(sessions).recordSizeLimit(800).build());
    assertEquals(ResumedBy.NOTHING, pair.client().info().resumedBy());
    assertTake(700, 800, pair);
  }

  @Test
  @DisplayName(
      "RFC 8449 4: in a renegotiation the old keys keep their limits, the new ones get theirs")
  void renegotiated() throws TlsFailure {
    Renegotiation once = Renegotiation.upTo(1);
    EnginePair pair =
        EnginePair.connected(
            client().recordSizeLimit(100).renegotiation(once),
            server().recordSizeLimit(200).renegotiation(once));
    byte[] early = pair.sealed(pair.server(), new byte[150]);
    pair.client().renegotiate();
    byte[] hello = EnginePair.flushed(pair.client());
    for (int fragment : SentRecords.fragments(hello)) {
      assertTrue(fragment <= 200 + 24, () -> "fragment of " + fragment);
    }
    pair.deliver(hello, pair.server());
    byte[] flight = EnginePair.flushed(pair.server());
    for (int fragment : SentRecords.fragments(flight)) {
      assertTrue(fragment <= 100 + 24, () -> "fragment of " + fragment);
    }
    assertEquals(150, pair.deliver(early, pair.client()).length);
    pair.deliver(flight, pair.client());
    pair.shakeHands();
    assertTake(100, 200, pair);
  }

  /** A ServerHello that is changed on its way. */
  private record UnexpectedAnswer(UnaryOperator<ExtensionBlock> change) {
    TlsFailure to(ClientContextBuilder client, ServerContextBuilder server) throws TlsFailure {
      return new Interference(client.build(), server.build())
          .toServer()
          .clientRefuses(Interference.onServerHello(hello -> Hellos.with(hello, change)));
    }
  }

  private static ExtensionBlock answer(Interference link) throws TlsFailure {
    return ServerHello.read(Interference.sent(link.server()).get(0).body()).extensions();
  }

  private TlsFailure serverRefuses(String body) {
    return new Interference(client().build(), server().build())
        .serverRefuses(
            Interference.onClientHello(
                hello -> Hellos.with(hello, Hellos.adding(TYPE, Hex.bytes(body)))));
  }

  private TlsFailure clientRefuses(String body) throws TlsFailure {
    return new UnexpectedAnswer(Hellos.replacing(TYPE, Hex.bytes(body)))
        .to(client().recordSizeLimit(700), server().recordSizeLimit(800));
  }

  /** A client that is connected and said this of itself. */
  private ScriptedClient offering(ServerContextBuilder server, String said) throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(server.build(), crypto);
    return client.shakeHands(Hellos.with(client.hello(), Hellos.adding(TYPE, Hex.bytes(said))));
  }

  /** A server that says this of itself. */
  private ScriptedServer answering(ClientContextBuilder client, String said) {
    return ScriptedServer.of(client.build(), crypto).answering(TYPE, Hex.bytes(said));
  }

  private static void assertHolds(int limit, ScriptedPeer peer) throws TlsFailure {
    byte[] exactly = peer.sealed(ContentType.APPLICATION_DATA, new byte[limit]);
    assertEquals(limit, peer.deliver(exactly).length);
    // The next header tells already; no peer of ours could make such a record at the very most.
    int fragment = exactly.length - 5 + 1;
    byte[] header = {ContentType.APPLICATION_DATA, 3, 3, (byte) (fragment >>> 8), (byte) fragment};
    assertRefuses(peer, Alert.RECORD_OVERFLOW, Reason.RECORD_TOO_LONG, () -> peer.deliver(header));
  }
}
