package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Failures;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedPeer;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.SentRecords;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("max_fragment_length (RFC 6066 4)")
record FragmentLengthTest(CryptoProvider crypto) {
  private static final int TYPE = ExtensionType.MAX_FRAGMENT_LENGTH;
  private static final int FULL = 16_384;

  private ClientContextBuilder client() {
    return Contexts.client(crypto);
  }

  private ServerContextBuilder server() {
    return Contexts.server(crypto);
  }

  private static void assertLength(int expected, EnginePair pair) throws TlsFailure {
    for (TlsEngine engine : List.of(pair.client(), pair.server())) {
      int negotiated = engine.info().fragmentLimits().maxFragmentLength();
      assertEquals(expected == FULL ? 0 : expected, negotiated);
    }
    SentRecords.assertCuts(expected, pair.client(), pair.server(), pair);
    SentRecords.assertCuts(expected, pair.server(), pair.client(), pair);
  }

  @ParameterizedTest
  @CsvSource({"512, 01", "1024, 02", "2048, 03", "4096, 04"})
  @DisplayName("a length is asked for by its code, granted by the same, and holds both ways")
  void negotiated(int length, String code) throws TlsFailure {
    Interference link =
        new Interference(client().maxFragmentLength(length).build(), server().build());
    link.toServer(
        Interference.onClientHello(
            hello -> {
              assertEquals(code, Hex.text(hello.extensions().find(TYPE).body()));
              return hello;
            }));
    ServerHello answer = ServerHello.read(Interference.sent(link.server()).get(0).body());
    assertEquals(code, Hex.text(answer.extensions().find(TYPE).body()));
    assertLength(length, EnginePair.connected(client().maxFragmentLength(length), server()));
  }

  @Test
  @DisplayName("the client asks only if told to, and for nothing else than the RFC has")
  void asked() throws TlsFailure {
    assertLength(FULL, EnginePair.connected(client(), server()));
    for (int other : new int[] {0, 1, 256, 511, 513, 768, 8_192, 16_384, -512}) {
      assertThrows(IllegalArgumentException.class, () -> client().maxFragmentLength(other));
    }
  }

  @Test
  @DisplayName("a server may pass it over, and then nothing changes, whatever the code")
  void passedOver() throws TlsFailure {
    assertLength(
        FULL,
        EnginePair.connected(
            client().maxFragmentLength(512), server().acceptMaxFragmentLength(false)));
    Interference link =
        new Interference(client().build(), server().acceptMaxFragmentLength(false).build());
    link.toServer(
        Interference.onClientHello(
            hello -> Hellos.with(hello, Hellos.adding(TYPE, new byte[] {9}))));
    assertNull(
        ServerHello.read(Interference.sent(link.server()).get(0).body()).extensions().find(TYPE));
  }

  @Test
  @DisplayName("handshake messages are fragmented too, from ServerHello on, both ways")
  void handshakeFragmented() throws TlsFailure {
    SecurityContext asks =
        client().maxFragmentLength(512).credential(TestPki.client(KeyKind.RSA_2048)).build();
    SecurityContext grants = server().clientAuth(ClientAuth.NEED, Contexts.trust()).build();
    EnginePair pair = EnginePair.of(asks, grants, BufferKind.HEAP);
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    byte[] first = EnginePair.flushed(pair.server());
    assertEquals(512, SentRecords.longestHandshake(first));
    pair.deliver(first, pair.client());
    byte[] second = EnginePair.flushed(pair.client());
    assertEquals(512, SentRecords.longestHandshake(second));
    pair.deliver(second, pair.server());
    pair.shakeHands();
    assertLength(512, pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "05", "ff"})
  @DisplayName("a client's code outside 1 to 4: illegal_parameter")
  void badRequest(String code) {
    TlsFailure failure = serverRefuses(code);
    assertEquals(Alert.ILLEGAL_PARAMETER, failure.alert());
    assertEquals(Reason.BAD_FRAGMENT_LENGTH, failure.reason());
    assertTrue(
        failure
            .detail()
            .contains("the client's max_fragment_length is " + Integer.parseInt(code, 16)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0101", "010000"})
  @DisplayName("a client's body that is not one byte: decode_error")
  void malformedRequest(String body) {
    TlsFailure failure = serverRefuses(body);
    assertEquals(Alert.DECODE_ERROR, failure.alert());
    assertEquals(Reason.MALFORMED_EXTENSION, failure.reason());
    assertTrue(failure.detail().contains("max_fragment_length: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "05", "ff"})
  @DisplayName("a server's code outside 1 to 4: illegal_parameter")
  void badAnswer(String code) throws TlsFailure {
    TlsFailure failure = clientRefuses(code);
    assertEquals(Alert.ILLEGAL_PARAMETER, failure.alert());
    assertEquals(Reason.BAD_FRAGMENT_LENGTH, failure.reason());
    assertTrue(failure.detail().contains("the server's max_fragment_length is "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "03", "04"})
  @DisplayName("a server's answer that differs from what was asked for: illegal_parameter")
  void otherAnswer(String code) throws TlsFailure {
    TlsFailure failure = clientRefuses(code);
    assertEquals(Alert.ILLEGAL_PARAMETER, failure.alert());
    assertEquals(Reason.FRAGMENT_LENGTH_CHANGED, failure.reason());
    assertTrue(failure.detail().contains("1024 were asked for"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0202", "020000"})
  @DisplayName("a server's body that is not one byte: decode_error")
  void malformedAnswer(String body) throws TlsFailure {
    TlsFailure failure = clientRefuses(body);
    assertEquals(Alert.DECODE_ERROR, failure.alert());
    assertEquals(Reason.MALFORMED_EXTENSION, failure.reason());
  }

  @Test
  @DisplayName("twice in a hello: illegal_parameter, either way")
  void twice() throws TlsFailure {
    TlsFailure atServer =
        new Interference(client().maxFragmentLength(1_024).build(), server().build())
            .serverRefuses(
                Interference.onClientHello(
                    hello -> Hellos.with(hello, Hellos.adding(TYPE, new byte[] {2}))));
    assertEquals(Reason.DUPLICATE_EXTENSION, atServer.reason());
    TlsFailure atClient =
        new Interference(client().maxFragmentLength(1_024).build(), server().build())
            .toServer()
            .clientRefuses(onAnswer(Hellos.adding(TYPE, new byte[] {2})));
    assertEquals(Reason.DUPLICATE_EXTENSION, atClient.reason());
  }

  @Test
  @DisplayName("RFC 5246 7.4.1.4: an answer without a request is unsupported_extension")
  void unsolicited() throws TlsFailure {
    TlsFailure failure =
        new Interference(client().build(), server().build())
            .toServer()
            .clientRefuses(onAnswer(Hellos.adding(TYPE, new byte[] {1})));
    assertEquals(Alert.UNSUPPORTED_EXTENSION, failure.alert());
    assertEquals(Reason.UNSOLICITED_EXTENSION, failure.reason());
    assertTrue(failure.detail().contains("max_fragment_length"));
  }

  @ParameterizedTest
  @ValueSource(ints = {ContentType.APPLICATION_DATA, ContentType.HANDSHAKE})
  @DisplayName("the server takes a protected fragment of the length, and not one byte more")
  void serverHoldsTheClientToIt(int type) throws TlsFailure {
    ScriptedClient client = asking("02");
    assertEquals(
        1_024, client.send(ContentType.APPLICATION_DATA, new byte[1_024]).length, "at the limit");
    assertOverflow(client, type, 1_025);
  }

  @Test
  @DisplayName("the client takes a protected fragment of the length, and not one byte more")
  void clientHoldsTheServerToIt() throws TlsFailure {
    ScriptedServer server = granting();
    server.maxFragment(512);
    server.shakeHands();
    assertEquals(512, server.send(ContentType.APPLICATION_DATA, new byte[512]).length);
    assertOverflow(server, ContentType.APPLICATION_DATA, 513);
  }

  @Test
  @DisplayName("a longer fragment in the clear, behind the hellos: record_overflow at its header")
  void unprotected() throws TlsFailure {
    ScriptedServer server = granting();
    server.readHello();
    server.serverHello();
    assertOverflow(server, ContentType.HANDSHAKE, 513);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "it holds for the session's resumptions, by ticket and by id, and is not answered anew")
  void resumed(boolean tickets) throws TlsFailure {
    SecurityContext server = Contexts.resuming(server()).tickets(tickets).build();
    SecurityContext client = Contexts.resuming(client()).maxFragmentLength(2_048).build();
    assertLength(2_048, EnginePair.connected(client, server));
    Interference link = new Interference(client, server).toServer();
    assertNull(
        ServerHello.read(Interference.sent(link.server()).get(0).body()).extensions().find(TYPE));
    EnginePair again = EnginePair.connected(client, server);
    assertEquals(
        tickets ? ResumedBy.TICKET : ResumedBy.SESSION_ID, again.client().info().resumedBy());
    assertLength(2_048, again);
  }

  @Test
  @DisplayName("a client that resumes without asking again gets the session's length all the same")
  void resumedUnasked() throws TlsFailure {
    Interference link = secondConnection(Hellos.without(TYPE));
    assertFalse(fullHandshake(link));
    byte[] header = {ContentType.HANDSHAKE, 3, 3, 2, 1};
    Failures.assertFails(
        Alert.RECORD_OVERFLOW,
        Reason.RECORD_TOO_LONG,
        () -> link.server().receive(ByteBuffer.wrap(header), ByteBuffer.allocate(0)));
  }

  @Test
  @DisplayName("a client that asks for another length than its session has gets a full handshake")
  void resumedOtherwise() throws TlsFailure {
    assertFalse(fullHandshake(secondConnection(block -> block)));
    assertTrue(fullHandshake(secondConnection(Hellos.replacing(TYPE, new byte[] {2}))));
  }

  @Test
  @DisplayName("a server does not resume what it would not grant or leave out today")
  void policyChanged() throws TlsFailure {
    SessionCache sessions = new SessionCache(8);
    SecurityContext grants = server().sessions(sessions).build();
    SecurityContext passesOver = server().sessions(sessions).acceptMaxFragmentLength(false).build();
    SecurityContext client = Contexts.resuming(client()).maxFragmentLength(512).build();
    assertLength(512, EnginePair.connected(client, grants));
    EnginePair without = EnginePair.connected(client, passesOver);
    assertEquals(ResumedBy.NOTHING, without.client().info().resumedBy());
    assertLength(FULL, without);
    EnginePair with = EnginePair.connected(client, grants);
    assertEquals(ResumedBy.NOTHING, with.client().info().resumedBy());
    assertLength(512, with);
    assertEquals(
        ResumedBy.SESSION_ID, EnginePair.connected(client, grants).client().info().resumedBy());
  }

  @Test
  @DisplayName("a client offers no session of a length that it would not ask for")
  void offersOnlyItsOwn() throws TlsFailure {
    SessionCache sessions = new SessionCache(8);
    SecurityContext server = Contexts.resuming(server()).build();
    for (ClientContextBuilder other : List.of(client(), client().maxFragmentLength(1_024))) {
      EnginePair.connected(client().sessions(sessions).maxFragmentLength(512).build(), server);
      EnginePair pair = EnginePair.connected(other.sessions(sessions).build(), server);
      assertEquals(ResumedBy.NOTHING, pair.client().info().resumedBy());
    }
  }

  @Test
  @DisplayName("RFC 6066 4: an answer in a resumption has to be the session's length")
  void answeredInResumption() throws TlsFailure {
    SessionCache sessions = new SessionCache(8);
    SecurityContext client = Contexts.resuming(client()).maxFragmentLength(512).build();
    SecurityContext grants = server().sessions(sessions).build();
    EnginePair.connected(client, grants);
    // The same length again is fine; what then fails is the transcript, which we changed.
    assertEquals(Reason.BAD_FINISHED, answeredInResumption(client, grants).reason());

    SecurityContext never =
        Contexts.resuming(server()).acceptMaxFragmentLength(false).tickets(false).build();
    SecurityContext other = Contexts.resuming(client()).maxFragmentLength(512).build();
    EnginePair.connected(other, never);
    TlsFailure failure = answeredInResumption(other, never);
    assertEquals(Reason.FRAGMENT_LENGTH_CHANGED, failure.reason());
    assertEquals(Alert.ILLEGAL_PARAMETER, failure.alert());
  }

  @Test
  @DisplayName("it holds through a renegotiation")
  void renegotiated() throws TlsFailure {
    Renegotiation once = Renegotiation.upTo(1);
    EnginePair pair =
        EnginePair.connected(
            client().maxFragmentLength(1_024).renegotiation(once), server().renegotiation(once));
    pair.client().renegotiate();
    byte[] hello = EnginePair.flushed(pair.client());
    pair.deliver(hello, pair.server());
    pair.shakeHands();
    assertLength(1_024, pair);
  }

  private static Interference.Change onAnswer(UnaryOperator<ExtensionBlock> change) {
    return Interference.onServerHello(hello -> Hellos.with(hello, change));
  }

  private static TlsFailure answeredInResumption(SecurityContext client, SecurityContext server)
      throws TlsFailure {
    return new Interference(client, server)
        .toServer()
        .clientRefuses(onAnswer(Hellos.adding(TYPE, new byte[] {1})));
  }

  /** The ClientHello of a second connection, changed, has come to the server. */
  private Interference secondConnection(UnaryOperator<ExtensionBlock> change) throws TlsFailure {
    SecurityContext server = Contexts.resuming(server()).build();
    SecurityContext client = Contexts.resuming(client()).maxFragmentLength(512).build();
    EnginePair.connected(client, server);
    return new Interference(client, server)
        .toServer(Interference.onClientHello(hello -> Hellos.with(hello, change)));
  }

  private static boolean fullHandshake(Interference link) throws TlsFailure {
    return Interference.sent(link.server()).stream()
        .anyMatch(message -> message.type() == HandshakeType.CERTIFICATE);
  }

  private TlsFailure serverRefuses(String body) {
    return new Interference(client().build(), server().build())
        .serverRefuses(
            Interference.onClientHello(
                hello -> Hellos.with(hello, Hellos.adding(TYPE, Hex.bytes(body)))));
  }

  /** What a client says that asked for 1 024 bytes. */
  private TlsFailure clientRefuses(String body) throws TlsFailure {
    return new Interference(client().maxFragmentLength(1_024).build(), server().build())
        .toServer()
        .clientRefuses(onAnswer(Hellos.replacing(TYPE, Hex.bytes(body))));
  }

  /** A client that is connected and was granted the length of a code. */
  private ScriptedClient asking(String code) throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(server().build(), crypto);
    return client.shakeHands(Hellos.with(client.hello(), Hellos.adding(TYPE, Hex.bytes(code))));
  }

  /** A server that grants 512 bytes. */
  private ScriptedServer granting() {
    return ScriptedServer.of(client().maxFragmentLength(512).build(), crypto)
        .answering(TYPE, (byte) 1);
  }

  private static void assertOverflow(ScriptedPeer peer, int type, int length) {
    byte[] record = peer.sealed(type, new byte[length]);
    TlsFailure failure =
        assertRefuses(
            peer,
            Alert.RECORD_OVERFLOW,
            Reason.RECORD_TOO_LONG,
            () -> peer.deliver(Arrays.copyOf(record, 5)));
    assertTrue(failure.detail().contains("max_fragment_length"));
  }
}
