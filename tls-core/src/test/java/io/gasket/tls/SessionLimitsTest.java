package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.EventLog;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of what is kept of sessions: tickets, session ids, and how many. */
@DisplayName("Limits of sessions: what is at one passes, what is one past it does not")
class SessionLimitsTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.fastest();
  private static final Limits DEFAULTS = Limits.defaults();

  @Test
  @DisplayName("ticket: one of a hundred bytes is kept, one of a hundred and one is not")
  void ticket() throws TlsFailure {
    for (int limit : new int[] {100, 99}) {
      SessionCache kept = new SessionCache(1);
      ScriptedServer server =
          ScriptedServer.of(
                  Contexts.client(CRYPTO)
                      .sessions(kept)
                      .tickets(true)
                      .limits(DEFAULTS.withTicket(limit))
                      .build(),
                  CRYPTO)
              .withTicket();
      server.flight();
      server.newSessionTicket();
      server.changeCipherSpec();
      server.finished();
      assertTrue((server.engine().needs() & TlsEngine.CONNECTED) != 0);
      if (limit == 100) {
        assertEquals(100, kept.find("localhost:0").facts().ticket().length);
      } else {
        assertNull(kept.find("localhost:0"));
      }
    }
  }

  @Test
  @DisplayName("a ticket renewed too long leaves the one there was")
  void renewedTicket() throws TlsFailure {
    EventLog log = new EventLog();
    AtomicLong millis = new AtomicLong(System.currentTimeMillis());
    SecurityContext server =
        Contexts.resuming(Contexts.server(CRYPTO))
            .clock(() -> Instant.ofEpochMilli(millis.get()))
            .events(log)
            .build();
    SessionCache kept = new SessionCache(1);
    ClientContextBuilder client = Contexts.client(CRYPTO).sessions(kept).tickets(true);
    EnginePair.of(client.build(), server, BufferKind.HEAP).shakeHands();
    byte[] first = kept.find("localhost:0").facts().ticket();
    SecurityContext frugal = client.limits(DEFAULTS.withTicket(first.length - 1)).build();
    millis.addAndGet(Duration.ofMinutes(61).toMillis());
    for (int i = 0; i < 2; i++) {
      EnginePair pair = EnginePair.of(frugal, server, BufferKind.HEAP).shakeHands();
      assertEquals(ResumedBy.TICKET, pair.client().info().resumedBy());
      assertArrayEquals(first, kept.find("localhost:0").facts().ticket());
    }
    assertEquals(3, log.lines("ticket").size(), "each time there was a new one to drop");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 255, 60_000})
  @DisplayName("a ticket of any length that is none of the server's: a full handshake")
  void foreignTicket(int length) throws TlsFailure {
    Interference between =
        new Interference(
            Contexts.resuming(Contexts.client(CRYPTO)).build(),
            Contexts.resuming(Contexts.server(CRYPTO)).build());
    between.toServer(
        Interference.onClientHello(
            hello ->
                Hellos.with(
                    hello, Hellos.replacing(ExtensionType.SESSION_TICKET, new byte[length]))));
    List<HandshakeMessage> flight = Interference.sent(between.server());
    assertEquals("Certificate", flight.get(1).name());
  }

  @Test
  @DisplayName("a session id has at most 32 bytes, either side's")
  void sessionId() throws TlsFailure {
    for (int length : new int[] {32, 33}) {
      ScriptedClient client = ScriptedClient.of(Contexts.server(CRYPTO).build(), CRYPTO);
      byte[] hello = Hellos.withSessionId(client.hello(), length).encode();
      ScriptedServer server = ScriptedServer.of(Contexts.client(CRYPTO).build(), CRYPTO);
      server.readHello();
      byte[] answer = Hellos.withSessionId(server.hello(), length).encode();
      if (length == 32) {
        client.say(hello);
        client.readFlight();
        server.say(answer);
        server.certificate();
        assertNull(server.engine().failure());
      } else {
        assertRefuses(
            client, Alert.DECODE_ERROR, Reason.MALFORMED_MESSAGE, () -> client.say(hello));
        assertRefuses(
            server, Alert.DECODE_ERROR, Reason.MALFORMED_MESSAGE, () -> server.say(answer));
      }
    }
  }

  @Test
  @DisplayName("a session cache holds as many as it was made for; the one used longest ago leaves")
  void capacity() throws TlsFailure {
    SessionCache cache = new SessionCache(2);
    SecurityContext server = Contexts.server(CRYPTO).sessions(cache).build();
    SecurityContext[] clients = new SecurityContext[3];
    for (int i = 0; i < 3; i++) {
      clients[i] = Contexts.resuming(Contexts.client(CRYPTO)).build();
    }
    assertEquals(ResumedBy.NOTHING, resumed(clients[0], server));
    assertEquals(ResumedBy.NOTHING, resumed(clients[1], server));
    assertEquals(ResumedBy.SESSION_ID, resumed(clients[0], server));
    assertEquals(2, cache.size());
    assertEquals(ResumedBy.NOTHING, resumed(clients[2], server));
    assertEquals(2, cache.size());
    assertEquals(ResumedBy.SESSION_ID, resumed(clients[0], server));
    assertEquals(ResumedBy.NOTHING, resumed(clients[1], server));
  }

  private static ResumedBy resumed(SecurityContext client, SecurityContext server)
      throws TlsFailure {
    return EnginePair.of(client, server, BufferKind.HEAP).shakeHands().client().info().resumedBy();
  }
}
