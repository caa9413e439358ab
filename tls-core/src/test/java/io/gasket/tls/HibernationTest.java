package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.CopyingAead;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EachProvider
@DisplayName("A connection that sleeps keeps its keys and counters, and wakes by itself")
record HibernationTest(CryptoProvider crypto) {

  private EnginePair pair() throws TlsFailure {
    return pair(Contexts.client(crypto), Contexts.server(crypto));
  }

  private static EnginePair pair(ClientContextBuilder client, ServerContextBuilder server)
      throws TlsFailure {
    return EnginePair.of(client.build(), server.build(), BufferKind.HEAP).shakeHands();
  }

  private static void sleep(EnginePair pair) {
    assertTrue(pair.client().hibernate());
    assertTrue(pair.server().hibernate());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("data goes both ways after every sleep, with each suite")
  void data(CipherSuite suite) throws TlsFailure {
    KeyKind kind = suite.name().contains("ECDSA") ? KeyKind.EC_P256 : KeyKind.RSA_2048;
    EnginePair pair =
        pair(
            Contexts.client(crypto).suites(List.of(suite)),
            Contexts.server(crypto, kind).suites(List.of(suite)));
    for (int i = 1; i <= 3; i++) {
      // One side alone first: what both forget together would go unseen.
      assertTrue(i == 2 || pair.client().hibernate());
      assertTrue(i == 1 || pair.server().hibernate());
      assertEquals("to", pair.pass("to", pair.client(), pair.server()));
      assertEquals("fro", pair.pass("fro", pair.server(), pair.client()));
      assertEquals("fro", pair.pass("fro", pair.server(), pair.client()));
    }
  }

  @Test
  @DisplayName("asleep it waits for input, tells its facts and has nothing to send")
  void questions() throws TlsFailure {
    EnginePair pair = pair();
    TlsEngine server = pair.server();
    int before = server.needs();
    assertTrue(server.hibernate());
    assertTrue(server.hibernate());
    assertEquals(before, server.needs());
    assertEquals(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, server.info().suite());
    assertEquals(0, server.bytesToFlush());
    assertEquals(Long.MAX_VALUE, server.nanosLeft());
    server.tick(1);
  }

  @Test
  @DisplayName("exporters and channel bindings are those from before")
  void secrets() throws TlsFailure {
    EnginePair pair = pair();
    byte[] exported = pair.client().exportKeyingMaterial("EXPERIMENTAL x", null, 40);
    byte[] unique = pair.client().tlsUnique();
    sleep(pair);
    assertArrayEquals(exported, pair.client().exportKeyingMaterial("EXPERIMENTAL x", null, 40));
    assertArrayEquals(exported, pair.server().exportKeyingMaterial("EXPERIMENTAL x", null, 40));
    assertArrayEquals(unique, pair.server().tlsUnique());
    sleep(pair);
    assertArrayEquals(unique, pair.client().tlsUnique());
    assertArrayEquals(unique, pair.server().tlsUnique());
  }

  @Test
  @DisplayName("a tampered record, and a replayed one, are refused after waking")
  void attacks() throws TlsFailure {
    EnginePair pair = pair();
    byte[] first = pair.sealed(pair.client(), new byte[] {1});
    pair.deliver(first.clone(), pair.server());
    sleep(pair);
    TlsFailure replayed = assertThrows(TlsFailure.class, () -> pair.deliver(first, pair.server()));
    assertEquals(Reason.RECORD_NOT_AUTHENTIC, replayed.reason());
    assertFalse(pair.server().hibernate());
    byte[] sealed = pair.sealed(pair.client(), new byte[] {1});
    assertTrue(sealed.length > 1);
  }

  @Test
  @DisplayName("RFC 5746: it renegotiates on what the handshake before its sleep ended with")
  void renegotiation() throws TlsFailure {
    EnginePair pair =
        pair(
            Contexts.client(crypto).renegotiation(Renegotiation.upTo(1)),
            Contexts.server(crypto).renegotiation(Renegotiation.upTo(1)));
    assertTrue(pair.server().hibernate());
    pair.client().renegotiate();
    pair.shakeHands();
    assertEquals("after", pair.pass("after", pair.client(), pair.server()));
    sleep(pair);
    assertThrows(IllegalStateException.class, pair.client()::renegotiate);
  }

  @Test
  @DisplayName("close_notify and half-close work from sleep; afterwards there is no more sleep")
  void closing() throws TlsFailure {
    EnginePair pair = pair();
    sleep(pair);
    pair.client().close();
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    assertTrue((pair.server().needs() & TlsEngine.INPUT_CLOSED) != 0);
    assertFalse(pair.client().hibernate());
    assertFalse(pair.server().hibernate());
    assertEquals("late", pair.pass("late", pair.server(), pair.client()));
  }

  @Test
  @DisplayName("an abort wakes it: the peer gets the alert, and there is no more sleep")
  void abort() throws TlsFailure {
    EnginePair pair = pair();
    sleep(pair);
    pair.server().abort(Alert.ACCESS_DENIED, "enough");
    assertTrue((pair.server().needs() & TlsEngine.FAILED) != 0);
    assertTrue((pair.server().needs() & TlsEngine.NEEDS_OUTPUT) != 0);
    assertFalse(pair.server().hibernate());
    byte[] alert = EnginePair.flushed(pair.server());
    TlsFailure told = assertThrows(TlsFailure.class, () -> pair.deliver(alert, pair.client()));
    assertEquals(Alert.ACCESS_DENIED, told.alert());
  }

  @Test
  @DisplayName("no sleep before the handshake's end, with bytes to send, or inside a record")
  void notAtRest() throws TlsFailure {
    TlsEngine fresh = Contexts.server(crypto).build().newEngine();
    assertFalse(fresh.hibernate());
    EnginePair pair = pair();
    byte[] sealed = pair.sealed(pair.client(), new byte[100]);
    ByteBuffer part = ByteBuffer.wrap(sealed, 0, 50);
    pair.server().receive(part, ByteBuffer.allocate(200));
    assertFalse(pair.server().hibernate());
    ByteBuffer whole = ByteBuffer.wrap(sealed);
    pair.server().receive(whole, ByteBuffer.allocate(10));
    assertFalse(pair.server().hibernate());
    pair.server().receive(whole, ByteBuffer.allocate(200));
    assertTrue(pair.server().hibernate());
    pair.client().close();
    assertFalse(pair.client().hibernate());
  }

  @Test
  @DisplayName("a context's bound on records, and one changed by hand, outlast the sleep")
  void maxFragment() throws TlsFailure {
    EnginePair pair = pair();
    pair.client().maxFragment(100);
    int whole = pair.client().bytesToSend(1_000);
    sleep(pair);
    assertEquals(whole, pair.client().bytesToSend(1_000));
  }

  @Test
  @DisplayName("requests that were refused before the sleep count")
  void refused() throws TlsFailure {
    EnginePair pair =
        pair(
            Contexts.client(crypto).renegotiation(Renegotiation.upTo(3)),
            Contexts.server(crypto).limits(Limits.defaults().withRenegotiationRequests(1)));
    pair.client().renegotiate();
    pair.shakeHands();
    sleep(pair);
    pair.client().renegotiate();
    TlsFailure failure = assertThrows(TlsFailure.class, pair::shakeHands);
    assertEquals(Reason.RENEGOTIATION_REFUSED, failure.reason());
  }

  @Test
  @DisplayName("a provider whose AEAD does not give its key back leaves the connection awake")
  void withoutKeys() throws TlsFailure {
    CryptoProvider reticent = crypto.withAeads(CopyingAead.factory());
    EnginePair pair = pair(Contexts.client(reticent), Contexts.server(reticent));
    assertFalse(pair.server().hibernate());
    assertEquals("x", pair.pass("x", pair.client(), pair.server()));
  }

  @Test
  @DisplayName("waking allocates little beside the ciphers")
  void garbage() throws Throwable {
    EnginePair pair = pair();
    long bytes =
        Allocations.of(
            () -> {
              sleep(pair);
              pair.client().bytesToSend(1);
              pair.server().bytesToSend(1);
            });
    assertTrue(bytes < 20_000, () -> bytes + " bytes for two engines");
  }
}
