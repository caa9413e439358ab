package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.RecordingSink;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EachProvider
@DisplayName("A handshake has a deadline, told by the ticks it is given (H2)")
record DeadlineTest(CryptoProvider crypto) {
  private static final long MILLI = 1_000_000;

  /** A time of a clock that wraps at 700 ms, as System.nanoTime may. */
  private static long at(int millis) {
    return Math.addExact(Long.MAX_VALUE - 700 * MILLI, Math.min(millis, 700) * MILLI)
        + Math.max(0, millis - 700) * MILLI;
  }

  private ScriptedClient client(Duration deadline, RecordingSink sink) {
    return ScriptedClient.of(
        Contexts.server(crypto)
            .limits(Limits.defaults().withHandshakeDeadline(deadline))
            .events(sink)
            .build(),
        crypto);
  }

  @Test
  @DisplayName("a stalling peer: the failure names the step it stood in and what each step took")
  void stalls() throws TlsFailure {
    ScriptedClient client = client(Duration.ofSeconds(1), new RecordingSink());
    TlsEngine server = client.engine();
    assertEquals(1_000 * MILLI, server.nanosLeft());
    server.tick(at(0));
    server.tick(at(100));
    assertEquals(900 * MILLI, server.nanosLeft());
    client.clientHello();
    server.tick(at(300));
    client.clientKeyExchange();
    server.tick(at(800));
    assertEquals(200 * MILLI, server.nanosLeft());
    server.tick(at(999));
    TlsFailure failure =
        assertRefuses(
            client,
            Alert.HANDSHAKE_FAILURE,
            Reason.HANDSHAKE_DEADLINE,
            () -> server.tick(at(1_000)));
    assertTrue(
        failure
            .detail()
            .endsWith(
                "it stood waiting for change_cipher_spec. Waited for: ClientHello 300 ms,"
                    + " ClientKeyExchange 500 ms, change_cipher_spec 200 ms."),
        failure::detail);
  }

  @Test
  @DisplayName("a silent peer: ClientHello was due")
  void silent() throws TlsFailure {
    ScriptedClient client = client(Duration.ofMillis(5), new RecordingSink());
    client.engine().tick(0);
    TlsFailure failure =
        assertRefuses(
            client,
            Alert.HANDSHAKE_FAILURE,
            Reason.HANDSHAKE_DEADLINE,
            () -> client.engine().tick(60_000 * MILLI));
    assertTrue(failure.detail().contains("ClientHello 60000 ms"), failure::detail);
  }

  @Test
  @DisplayName("after the handshake ticks do nothing, and the event tells how long it took")
  void done() throws TlsFailure {
    RecordingSink sink = new RecordingSink();
    ScriptedClient client = client(Duration.ofSeconds(1), sink);
    client.engine().tick(5);
    client.clientHello();
    client.engine().tick(5 + 42 * MILLI);
    client.clientKeyExchange();
    client.changeCipherSpec();
    client.finished();
    client.readFinished();
    assertEquals(Long.MAX_VALUE, client.engine().nanosLeft());
    client.engine().tick(Long.MIN_VALUE);
    assertEquals(1, client.send(23, (byte) 1).length);
    assertTrue(sink.events().get(0).endsWith(" " + 42 * MILLI), sink.events()::toString);
  }

  @Test
  @DisplayName("a renegotiation has the same deadline, from its first tick on")
  void renegotiation() throws TlsFailure {
    ScriptedServer server =
        ScriptedServer.of(
                Contexts.client(crypto).renegotiation(Renegotiation.upTo(1)).build(), crypto)
            .shakeHands();
    TlsEngine client = server.engine();
    client.renegotiate();
    client.tick(at(0));
    assertEquals(10_000 * MILLI, client.nanosLeft());
    TlsFailure failure =
        assertFails(
            Alert.HANDSHAKE_FAILURE, Reason.HANDSHAKE_DEADLINE, () -> client.tick(at(10_000)));
    assertTrue(failure.detail().contains("ServerHello 10000 ms"), failure::detail);
  }

  @Test
  @DisplayName("a deadline beyond any clock is none")
  void forever() throws TlsFailure {
    ScriptedClient client = client(Duration.ofSeconds(Long.MAX_VALUE), new RecordingSink());
    client.engine().tick(0);
    client.engine().tick(Long.MAX_VALUE - 1);
    assertEquals(1, client.engine().nanosLeft());
    client.shakeHands();
  }
}
