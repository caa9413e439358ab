package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.session.TicketKey;
import io.gasket.tls.session.TicketKeys;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.RecordingSink;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.SpyingCrypto;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("Secrets are wiped, and a crypto provider that throws is an internal failure")
record SecretsTest(CryptoProvider crypto) {
  /** A key that lives as long as its context, and so is not wiped. */
  private static final byte[] TICKET_SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static TicketKeys ticketKeys() {
    return TicketKeys.supplied(new TicketKey(new byte[TicketKey.NAME_LENGTH], TICKET_SECRET));
  }

  private SpyingCrypto spy() {
    return new SpyingCrypto(crypto).lasting(TICKET_SECRET);
  }

  private SecurityContext server(SpyingCrypto spy, RecordingSink sink) {
    return Contexts.server(spy.provider())
        .clientAuth(ClientAuth.NEED, Contexts.trust())
        .tickets(true)
        .ticketKeys(ticketKeys())
        .events(sink)
        .build();
  }

  private SecurityContext client(SpyingCrypto spy, RecordingSink sink) {
    return Contexts.client(spy.provider())
        .tickets(true)
        .credential(TestPki.client(KeyKind.EC_P256))
        .events(sink)
        .build();
  }

  private EnginePair pair(SpyingCrypto spy) {
    RecordingSink none = new RecordingSink();
    return EnginePair.of(client(spy, none), server(spy(), none), BufferKind.HEAP);
  }

  /** The kinds of the keyed objects that are alive. */
  private static Set<String> kinds(SpyingCrypto spy) {
    return spy.alive().stream()
        .map(name -> name.replaceAll(" [0-9]+$", ""))
        .collect(Collectors.toSet());
  }

  /** How many of the engine's own arrays hold a secret: premaster, master secret, traffic keys. */
  private static int unwiped(SpyingCrypto spy) {
    Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    for (byte[] array : spy.arrays()) {
      if (!Arrays.equals(array, new byte[array.length]) && !Arrays.equals(array, TICKET_SECRET)) {
        arrays.add(array);
      }
    }
    return arrays.size();
  }

  @Test
  @DisplayName(
      "after the handshake one key a direction and the master secret are left, after both closings nothing")
  void wipedInGoodOrder() throws TlsFailure {
    SpyingCrypto spy = spy();
    EnginePair pair = pair(spy).shakeHands();
    assertEquals(Set.of("sealer", "opener"), kinds(spy));
    assertEquals(2, spy.alive().size());
    assertEquals(1, unwiped(spy));
    assertEquals(10, pair.client().exportKeyingMaterial("EXPERIMENTAL", null, 10).length);
    pair.client().close();
    assertEquals(Set.of("opener"), kinds(spy));
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    pair.server().close();
    pair.deliver(EnginePair.flushed(pair.server()), pair.client());
    assertEquals(Set.of(), spy.alive());
    assertEquals(0, unwiped(spy));
    assertThrows(
        IllegalStateException.class,
        () -> pair.client().exportKeyingMaterial("EXPERIMENTAL", null, 10));
  }

  @Test
  @DisplayName("the same when the peer closes first")
  void wipedWhenPeerClosesFirst() throws TlsFailure {
    SpyingCrypto spy = spy();
    EnginePair pair = pair(spy).shakeHands();
    pair.server().close();
    pair.deliver(EnginePair.flushed(pair.server()), pair.client());
    assertEquals(1, unwiped(spy));
    pair.client().close();
    assertEquals(Set.of(), spy.alive());
    assertEquals(0, unwiped(spy));
  }

  private ScriptedClient connectedTo(SpyingCrypto spy) throws TlsFailure {
    return ScriptedClient.of(Contexts.server(spy.provider()).build(), crypto).shakeHands();
  }

  @Test
  @DisplayName("after a failure of our own, once its alert is sealed")
  void wipedAfterFailure() throws TlsFailure {
    SpyingCrypto spy = spy();
    ScriptedClient client = connectedTo(spy);
    assertThrows(TlsFailure.class, () -> client.send(ContentType.CHANGE_CIPHER_SPEC, (byte) 1));
    assertEquals(Set.of("sealer"), kinds(spy));
    client.engine().bytesToFlush();
    assertEquals(Set.of(), spy.alive());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("after the peer's fatal alert or the connection's end, at each half's next call")
  void wipedAfterPeersFailure(boolean alert) throws TlsFailure {
    SpyingCrypto spy = spy();
    ScriptedClient client = connectedTo(spy);
    assertThrows(
        TlsFailure.class,
        () -> {
          if (alert) {
            client.alert(2, 40);
          } else {
            client.engine().endOfInput();
          }
        });
    assertEquals(Set.of("sealer"), kinds(spy));
    assertThrows(
        TlsFailure.class,
        () -> client.engine().send(ByteBuffer.allocate(1), ByteBuffer.allocate(99)));
    assertEquals(Set.of(), spy.alive());
  }

  @Test
  @DisplayName("after a failure of the writing half the reading half wipes at its next call")
  void wipedAfterWritingFailure() throws TlsFailure {
    SpyingCrypto spy = spy();
    ScriptedClient client = connectedTo(spy);
    spy.failAt(1);
    TlsFailure failure =
        assertThrows(
            TlsFailure.class,
            () -> client.engine().send(ByteBuffer.allocate(1), ByteBuffer.allocate(99)));
    assertEquals(Reason.INTERNAL, failure.reason());
    assertEquals(Alert.INTERNAL_ERROR, failure.alert());
    assertEquals(SpyingCrypto.Injected.class, failure.getCause().getClass());
    assertEquals(Set.of("opener"), kinds(spy));
    assertSame(failure, assertThrows(TlsFailure.class, () -> client.send(23, (byte) 1)));
    assertEquals(Set.of(), spy.alive());
  }

  @Test
  @DisplayName("an alert that cannot be sealed does not get in the way of the first failure")
  void unsealableAlert() throws TlsFailure {
    SpyingCrypto spy = spy();
    ScriptedClient client = connectedTo(spy);
    TlsFailure failure =
        assertThrows(TlsFailure.class, () -> client.send(ContentType.CHANGE_CIPHER_SPEC, (byte) 1));
    spy.failAt(1);
    assertEquals(List.of(), client.alerts());
    Refusals.assertStaysFailed(client.engine(), failure);
    assertEquals(Set.of(), spy.alive());
  }

  @Test
  @DisplayName("close() does not throw when its alert cannot be sealed; the connection has failed")
  void unsealableClose() throws TlsFailure {
    SpyingCrypto spy = spy();
    ScriptedClient client = connectedTo(spy);
    spy.failAt(1);
    client.engine().close();
    assertEquals(Reason.INTERNAL, client.engine().failure().reason());
    EnginePair.flushed(client.engine());
    Refusals.assertStaysFailed(client.engine(), client.engine().failure());
    assertEquals(Set.of(), spy.alive());
  }

  @Test
  @DisplayName("closing in the midst of the handshake wipes all")
  void wipedByClose() throws TlsFailure {
    SpyingCrypto spy = spy();
    ScriptedClient client = ScriptedClient.of(Contexts.server(spy.provider()).build(), crypto);
    client.clientHello();
    client.clientKeyExchange();
    client.changeCipherSpec();
    assertEquals(Set.of("key share", "hmac", "sealer", "opener"), kinds(spy));
    client.engine().close();
    assertEquals(Set.of(), spy.alive());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("whatever operation throws: one internal_error, all wiped, nothing given away")
  void everyOperationFails(boolean ofServer) throws TlsFailure {
    SpyingCrypto counting = spy();
    run(counting, ofServer, 0, new RecordingSink());
    int operations = counting.operations();
    assertTrue(operations > 20, "only " + operations + " operations were seen");
    for (int operation = 1; operation <= operations; operation++) {
      SpyingCrypto spy = spy();
      RecordingSink sink = new RecordingSink();
      TlsEngine engine = run(spy, ofServer, operation, sink);
      TlsFailure failure = engine.failure();
      String where = "operation " + operation;
      assertEquals(Alert.INTERNAL_ERROR, failure.alert(), where);
      assertEquals(Reason.INTERNAL, failure.reason(), where);
      assertEquals(TlsFailure.Origin.LOCAL, failure.origin(), where);
      assertEquals(SpyingCrypto.Injected.class, failure.getCause().getClass(), where);
      assertEquals(List.of(failure), sink.failures(), where);
      assertEquals(Set.of(), spy.alive(), where);
      assertNoSecret(spy.secrets(), failure, sink);
      assertEquals(0, unwiped(spy), where);
    }
  }

  /** A handshake and a bit of data with one side's provider failing; gives back that side. */
  private TlsEngine run(SpyingCrypto spy, boolean ofServer, int failing, RecordingSink sink)
      throws TlsFailure {
    SpyingCrypto other = spy();
    RecordingSink otherSink = new RecordingSink();
    EnginePair pair =
        ofServer
            ? EnginePair.of(client(other, otherSink), server(spy, sink), BufferKind.HEAP)
            : EnginePair.of(client(spy, sink), server(other, otherSink), BufferKind.HEAP);
    TlsEngine spied = ofServer ? pair.server() : pair.client();
    spy.failAt(failing);
    try {
      pair.shakeHands();
      pair.pass("ping", pair.client(), pair.server());
      pair.pass("pong", pair.server(), pair.client());
    } catch (TlsFailure e) {
      // Either side's, as the other one hears of the failure by its alert.
      assertNotNull(spied.failure());
    }
    // The other half's keys go with its next call.
    spied.bytesToFlush();
    if (spied.failure() != null) {
      assertThrows(TlsFailure.class, spied::endOfInput);
    }
    return spied;
  }

  /** Looks for the first eight bytes of each secret, in hexadecimal, in all texts there are. */
  private static void assertNoSecret(List<byte[]> secrets, TlsFailure failure, RecordingSink sink) {
    assertFalse(secrets.stream().anyMatch(s -> s.length < 8));
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    text.append(sink.events().toString());
    String all = text.toString().toLowerCase(Locale.ROOT).replaceAll("[ :,]", "");
    for (byte[] secret : secrets) {
      assertFalse(all.contains(HexFormat.of().formatHex(secret, 0, 8)));
    }
  }

  @Test
  @DisplayName("a failing private key is SIGNING_FAILED and names the credential")
  void signingFails() throws TlsFailure {
    CryptoProvider failing = crypto.withSignatures(new RefusingSignatures(crypto.signatures()));
    ScriptedClient client = ScriptedClient.of(Contexts.server(failing).build(), crypto);
    TlsFailure failure = assertThrows(TlsFailure.class, () -> client.say(client.hello().encode()));
    assertEquals(Reason.SIGNING_FAILED, failure.reason());
    assertEquals(Alert.INTERNAL_ERROR, failure.alert());
    assertTrue(failure.detail().contains("CN=localhost"), failure::detail);
    Refusals.assertTells(client, Alert.INTERNAL_ERROR);
    Refusals.assertStaysFailed(client.engine(), failure);
  }
}
