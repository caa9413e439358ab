package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.RecordingSink;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("A fatal alert of the application's choosing, at any time (RFC 5246 7.2.2)")
record AbortTest(CryptoProvider crypto) {
  private static final int FLIGHTS = 4;

  private EnginePair pair() {
    return EnginePair.of(
        Contexts.client(crypto).build(), Contexts.server(crypto).build(), BufferKind.HEAP);
  }

  /** Carries so many flights, the client's ClientHello first. */
  private EnginePair after(int flights) throws TlsFailure {
    EnginePair pair = pair();
    for (int flight = 0; flight < flights; flight++) {
      boolean clients = flight % 2 == 0;
      pair.deliver(
          EnginePair.flushed(clients ? pair.client() : pair.server()),
          clients ? pair.server() : pair.client());
    }
    return pair;
  }

  private static void assertAborts(TlsEngine one, TlsEngine other, EnginePair pair) {
    TlsFailure failure = one.abort(Alert.ACCESS_DENIED, "nobody's certificate");
    assertEquals(Reason.APPLICATION_REFUSED, failure.reason());
    assertEquals(Alert.ACCESS_DENIED, failure.alert());
    assertEquals(TlsFailure.Origin.LOCAL, failure.origin());
    assertEquals("nobody's certificate", failure.detail());
    assertTrue((one.needs() & TlsEngine.NEEDS_OUTPUT) != 0);
    byte[] sent = EnginePair.flushed(one);
    TlsFailure seen = assertThrows(TlsFailure.class, () -> pair.deliver(sent, other));
    assertEquals(Alert.ACCESS_DENIED, seen.alert());
    assertEquals(TlsFailure.Origin.PEER, seen.origin());
    Refusals.assertStaysFailed(one, failure);
    assertSame(failure, one.abort(Alert.INTERNAL_ERROR, "again"), "a connection fails once");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, FLIGHTS})
  @DisplayName("from a server, after each flight; the client sees it")
  void server(int flights) throws TlsFailure {
    EnginePair pair = after(flights);
    if (flights == 0) {
      // Its hello is out, and no answer has come.
      assertTrue(EnginePair.flushed(pair.client()).length > 0);
    }
    assertAborts(pair.server(), pair.client(), pair);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, FLIGHTS})
  @DisplayName("from a client, after each flight; the server sees it")
  void client(int flights) throws TlsFailure {
    EnginePair pair = after(flights);
    assertAborts(pair.client(), pair.server(), pair);
  }

  @Test
  @DisplayName("from a client that has said nothing: the alert alone, in the clear")
  void beforeTheHello() {
    TlsEngine client = Contexts.client(crypto).build().newEngine("localhost");
    client.abort(Alert.INTERNAL_ERROR, "changed its mind");
    assertEquals("15030100020250", Hex.text(EnginePair.flushed(client)));
  }

  @Test
  @DisplayName("what was received before is not lost, what is sealed already goes out in front")
  void order() throws TlsFailure {
    EnginePair pair = pair().shakeHands();
    byte[] data = pair.sealed(pair.server(), new byte[] {1, 2, 3});
    pair.server().abort(Alert.USER_CANCELED, "enough");
    byte[] alert = EnginePair.flushed(pair.server());
    assertArrayEquals(new byte[] {1, 2, 3}, pair.deliver(data, pair.client()));
    assertThrows(TlsFailure.class, () -> pair.deliver(alert, pair.client()));
  }

  @Test
  @DisplayName("behind close_notify the peer cannot be told any more")
  void afterClose() throws TlsFailure {
    EnginePair pair = pair().shakeHands();
    pair.client().close();
    EnginePair.flushed(pair.client());
    TlsFailure failure = pair.client().abort(Alert.ACCESS_DENIED, "late");
    assertEquals(0, pair.client().bytesToFlush());
    assertSame(failure, pair.client().failure());
  }

  @Test
  @DisplayName("close_notify is no failure")
  void closeNotify() throws TlsFailure {
    EnginePair pair = pair().shakeHands();
    assertThrows(
        IllegalArgumentException.class, () -> pair.client().abort(Alert.CLOSE_NOTIFY, "bye"));
    assertNull(pair.client().failure());
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
  }

  @Test
  @DisplayName("one event tells of it, and the session is not resumed (RFC 5246 7.2.2)")
  void eventAndSession() throws TlsFailure {
    RecordingSink sink = new RecordingSink();
    SessionCache sessions = new SessionCache(4);
    SecurityContext client =
        Contexts.client(crypto).sessions(sessions).tickets(true).events(sink).build();
    SecurityContext server = Contexts.resuming(Contexts.server(crypto)).build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertNotNull(sessions.find("localhost:0"));
    TlsFailure failure = pair.client().abort(Alert.ACCESS_DENIED, "unknown");
    EnginePair.flushed(pair.client());
    assertEquals(List.of(failure), sink.failures());
    assertFalse(sink.events().stream().noneMatch(e -> e.contains("fatal access_denied")));
    assertNull(sessions.find("localhost:0"));
  }
}
