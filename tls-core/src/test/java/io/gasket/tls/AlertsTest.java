package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static io.gasket.tls.Refusals.assertStaysFailed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.RecordingSink;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("Alerts, endings and refused renegotiations (RFC 5246 7.2, P6, C5)")
record AlertsTest(CryptoProvider crypto) {
  private static final int WARNING = 1;
  private static final int FATAL = 2;

  private ScriptedClient connected() throws TlsFailure {
    return ScriptedClient.of(Contexts.server(crypto).build(), crypto).shakeHands();
  }

  private ScriptedServer connectedServer() throws TlsFailure {
    return ScriptedServer.of(Contexts.client(crypto).build(), crypto).shakeHands();
  }

  private EnginePair fresh() {
    return EnginePair.of(
        Contexts.client(crypto).build(), Contexts.server(crypto).build(), BufferKind.HEAP);
  }

  @Test
  @DisplayName("close_notify ends the input; what comes after it is ignored (RFC 5246 7.2.1)")
  void closeNotify() throws TlsFailure {
    ScriptedClient client = connected();
    TlsEngine server = client.engine();
    client.alert(WARNING, 0);
    assertTrue((server.needs() & TlsEngine.INPUT_CLOSED) != 0);
    assertEquals(0, server.needs() & TlsEngine.NEEDS_INPUT);
    ByteBuffer junk = ByteBuffer.wrap("anything at all".getBytes(StandardCharsets.US_ASCII));
    assertEquals(0, server.receive(junk, ByteBuffer.allocate(100)));
    assertEquals(0, junk.remaining());
    server.endOfInput();
    assertNull(server.failure());
    // This side may still send, and then close.
    ByteBuffer net = ByteBuffer.allocate(100);
    assertEquals(3, server.send(ByteBuffer.wrap(new byte[] {1, 2, 3}), net));
    server.close();
    client.read(Arrays.copyOf(net.array(), net.position()));
    assertEquals(List.of("warning close_notify(0)"), client.alerts());
    assertArrayEquals(new byte[] {1, 2, 3}, client.plaintext());
  }

  @Test
  @DisplayName("an alert behind close_notify in the same record is ignored as well")
  void alertBehindCloseNotify() throws TlsFailure {
    ScriptedClient client = connected();
    client.send(ContentType.ALERT, new byte[] {WARNING, 0, FATAL, 40});
    assertTrue((client.engine().needs() & TlsEngine.INPUT_CLOSED) != 0);
    assertNull(client.engine().failure());
  }

  @Test
  @DisplayName("closing: data still comes in, nothing goes out")
  void close() throws TlsFailure {
    ScriptedClient client = connected();
    client.engine().close();
    client.engine().close();
    assertEquals(List.of("warning close_notify(0)"), client.alerts());
    assertThrows(
        IllegalStateException.class,
        () -> client.engine().send(ByteBuffer.allocate(1), ByteBuffer.allocate(100)));
    assertArrayEquals(new byte[] {5}, client.send(ContentType.APPLICATION_DATA, (byte) 5));
    assertEquals(
        TlsEngine.CONNECTED | TlsEngine.OUTPUT_CLOSED | TlsEngine.NEEDS_INPUT,
        client.engine().needs());
    client.alert(WARNING, 0);
    client.engine().endOfInput();
    assertNull(client.engine().failure());
  }

  @Test
  @DisplayName("closing during the handshake: user_canceled, close_notify, and nothing after them")
  void closeDuringHandshake() throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    client.clientHello();
    client.clientKeyExchange();
    client.changeCipherSpec();
    client.engine().close();
    assertEquals(List.of("warning user_canceled(90)", "warning close_notify(0)"), client.alerts());
    // The Finished that completes the client's part must not be answered with ours.
    TlsFailure failure = assertThrows(TlsFailure.class, client::finished);
    assertEquals(Reason.ABORTED, failure.reason());
    assertTrue(failure.detail().contains("Finished"), failure::detail);
    assertStaysFailed(client.engine(), failure);
  }

  @Test
  @DisplayName("closing before anything was said: close_notify alone, from either side")
  void closeFresh() throws TlsFailure {
    for (TlsEngine engine : List.of(fresh().client(), fresh().server())) {
      engine.close();
      byte[] net = EnginePair.flushed(engine);
      assertEquals(7, net.length);
      assertEquals(ContentType.ALERT, net[0]);
      assertEquals(0, net[6]);
      assertEquals(Reason.ABORTED, engine.failure().reason());
      assertStaysFailed(engine, engine.failure());
    }
  }

  @Test
  @DisplayName("close_notify during the handshake is answered and is a failure of its own (P6)")
  void closeNotifyDuringHandshake() throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    client.clientHello();
    TlsFailure failure = assertThrows(TlsFailure.class, () -> client.alert(WARNING, 0));
    assertEquals(Reason.CLOSE_DURING_HANDSHAKE, failure.reason());
    assertEquals(TlsFailure.Origin.PEER, failure.origin());
    assertTrue(failure.detail().contains("ClientKeyExchange"), failure::detail);
    assertEquals(List.of("warning close_notify(0)"), client.alerts());
    assertStaysFailed(client.engine(), failure);
  }

  @Test
  @DisplayName("the connection's end without close_notify is a truncation, and no alert goes out")
  void truncation() throws TlsFailure {
    ScriptedClient client = connected();
    TlsFailure failure = assertThrows(TlsFailure.class, () -> client.engine().endOfInput());
    assertEquals(Reason.TRUNCATED, failure.reason());
    assertEquals(TlsFailure.Origin.TRANSPORT, failure.origin());
    assertNull(failure.alert());
    assertEquals(List.of(), client.alerts());
    assertStaysFailed(client.engine(), failure);
  }

  @Test
  @DisplayName("the connection's end during the handshake names what was due")
  void endDuringHandshake() {
    EnginePair pair = fresh();
    for (TlsEngine engine : List.of(pair.client(), pair.server())) {
      TlsFailure failure = assertThrows(TlsFailure.class, engine::endOfInput);
      assertEquals(Reason.CLOSED_DURING_HANDSHAKE, failure.reason());
      assertTrue(
          failure.detail().contains(engine == pair.client() ? "ServerHello" : "ClientHello"));
      assertStaysFailed(engine, failure);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 0, 90, 100, 1, 255})
  @DisplayName("a fatal alert of any code is the peer's failure, and is not answered")
  void fatal(int code) throws TlsFailure {
    ScriptedClient client = connected();
    TlsFailure failure = assertThrows(TlsFailure.class, () -> client.alert(FATAL, code));
    assertEquals(Reason.ALERT_RECEIVED, failure.reason());
    assertEquals(TlsFailure.Origin.PEER, failure.origin());
    assertEquals(Alert.of(code), failure.alert());
    assertEquals(List.of(), client.alerts());
    assertStaysFailed(client.engine(), failure);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 255})
  @DisplayName("an alert of an unknown level: illegal_parameter")
  void unknownLevel(int level) throws TlsFailure {
    ScriptedClient client = connected();
    assertRefuses(
        client, Alert.ILLEGAL_PARAMETER, Reason.MALFORMED_ALERT, () -> client.alert(level, 0));
  }

  @Test
  @DisplayName("four warnings of whatever code are passed over, the fifth is too many")
  void warnings() throws TlsFailure {
    ScriptedClient client = connected();
    client.alert(WARNING, 90);
    client.alert(WARNING, 1);
    client.send(ContentType.ALERT, new byte[] {WARNING, 112, WARNING, (byte) 255});
    assertRefuses(
        client,
        Alert.UNEXPECTED_MESSAGE,
        Reason.TOO_MANY_WARNINGS,
        () -> client.alert(WARNING, 100));
  }

  @Test
  @DisplayName("an alert may come over two records")
  void fragmented() throws TlsFailure {
    ScriptedClient client = connected();
    client.send(ContentType.ALERT, (byte) FATAL);
    TlsFailure failure =
        assertThrows(TlsFailure.class, () -> client.send(ContentType.ALERT, (byte) 51));
    assertEquals(Alert.DECRYPT_ERROR, failure.alert());
  }

  @Test
  @DisplayName("plaintext that came before a failure is given first")
  void plaintextFirst() throws TlsFailure {
    ScriptedClient client = connected();
    byte[] data = client.sealed(ContentType.APPLICATION_DATA, (byte) 1, (byte) 2);
    byte[] alert = client.sealed(ContentType.ALERT, (byte) FATAL, (byte) 80);
    ByteBuffer both = ByteBuffer.allocate(data.length + alert.length).put(data).put(alert).flip();
    ByteBuffer app = ByteBuffer.allocate(10);
    assertEquals(2, client.engine().receive(both, app));
    assertEquals(2, app.position());
    assertTrue((client.engine().needs() & TlsEngine.FAILED) != 0);
    TlsFailure failure = assertThrows(TlsFailure.class, () -> client.engine().receive(both, app));
    assertEquals(Alert.INTERNAL_ERROR, failure.alert());
    assertStaysFailed(client.engine(), failure);
  }

  @Test
  @DisplayName(
      "a client that renegotiates is refused by warnings, then for good (RFC 5746 4.5, B6)")
  void renegotiationByClient() throws TlsFailure {
    ScriptedClient client = connected();
    for (int i = 0; i < 4; i++) {
      client.say(client.hello().encode());
      assertEquals(List.of("warning no_renegotiation(100)"), client.alerts());
      assertArrayEquals(new byte[] {9}, client.send(ContentType.APPLICATION_DATA, (byte) 9));
    }
    assertRefuses(
        client,
        Alert.NO_RENEGOTIATION,
        Reason.RENEGOTIATION_REFUSED,
        () -> client.say(client.hello().encode()));
  }

  @Test
  @DisplayName("a server that asks for renegotiation is refused by warnings, then for good")
  void renegotiationByServer() throws TlsFailure {
    ScriptedServer server = connectedServer();
    for (int i = 0; i < 4; i++) {
      server.say(HandshakeType.HELLO_REQUEST);
      assertTrue((server.engine().needs() & TlsEngine.NEEDS_OUTPUT) != 0);
      assertEquals(List.of("warning no_renegotiation(100)"), server.alerts());
    }
    assertRefuses(
        server,
        Alert.NO_RENEGOTIATION,
        Reason.RENEGOTIATION_REFUSED,
        () -> server.say(HandshakeType.HELLO_REQUEST));
  }

  @Test
  @DisplayName("a request behind the last message of the handshake is refused all the same")
  void renegotiationBehindFinished() throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    client.clientHello();
    client.clientKeyExchange();
    client.changeCipherSpec();
    byte[] finished = client.finishedMessage();
    byte[] again = client.hello().encode();
    client.addToTranscript(finished);
    client.send(
        ContentType.HANDSHAKE,
        ByteBuffer.allocate(finished.length + again.length).put(finished).put(again).array());
    client.readFinished();
    assertEquals(List.of("warning no_renegotiation(100)"), client.alerts());
  }

  @Test
  @DisplayName("application data inside a message after the handshake: unexpected_message")
  void interleaved() throws TlsFailure {
    ScriptedClient client = connected();
    client.send(ContentType.HANDSHAKE, (byte) HandshakeType.CLIENT_HELLO);
    assertRefuses(
        client,
        Alert.UNEXPECTED_MESSAGE,
        Reason.INTERLEAVED_RECORDS,
        () -> client.send(ContentType.APPLICATION_DATA, (byte) 1));
  }

  @Test
  @DisplayName("a message longer than the limit is refused at its header, before it is held")
  void messageTooLong() throws TlsFailure {
    ScriptedClient client =
        ScriptedClient.of(
            Contexts.server(crypto).limits(Limits.defaults().withHandshakeMessage(1_024)).build(),
            crypto);
    assertRefuses(
        client,
        Alert.DECODE_ERROR,
        Reason.MESSAGE_TOO_LONG,
        () -> client.send(ContentType.HANDSHAKE, new byte[] {1, 0, 4, 1}));
  }

  @Test
  @DisplayName("alerts and failures are events, each once and in order (B7)")
  void events() throws TlsFailure {
    RecordingSink sink = new RecordingSink();
    ScriptedClient client =
        new ScriptedClient(
            Contexts.server(crypto).events(sink).build().newEngine().attach("one"), crypto, null);
    client.shakeHands();
    client.alert(WARNING, 90);
    client.say(client.hello().encode());
    client.read();
    assertThrows(TlsFailure.class, () -> client.send(ContentType.CHANGE_CIPHER_SPEC, (byte) 1));
    client.read();
    assertEquals(
        List.of(
            "handshakeDone one TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 0",
            "alertReceived one warning user_canceled(90) 90",
            "alertSent one warning no_renegotiation(100)",
            "failed one UNEXPECTED_CHANGE_CIPHER_SPEC handshaking=false",
            "alertSent one fatal unexpected_message(10)"),
        sink.events());
  }
}
