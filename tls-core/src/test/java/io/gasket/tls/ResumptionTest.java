package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.Session;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.session.TicketKey;
import io.gasket.tls.session.TicketKeys;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions resumed by id and by ticket (RFC 5246 7.3, RFC 5077, RFC 7627 5). */
class ResumptionTest {
  private final AtomicLong millis = new AtomicLong(System.currentTimeMillis());

  private ServerContextBuilder server() {
    return SecurityContext.server()
        .credential(TestPki.server(KeyKind.EC_P256))
        .clock(() -> Instant.ofEpochMilli(millis.get()));
  }

  private ClientContextBuilder client() {
    return SecurityContext.client()
        .trust(Trust.anchors(TestPki.anchors()))
        .clock(() -> Instant.ofEpochMilli(millis.get()));
  }

  private static EnginePair connect(SecurityContext client, SecurityContext server)
      throws TlsFailure {
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    assertEquals("pong", pair.pass("pong", pair.server(), pair.client()));
    assertEquals(pair.client().info().resumedBy(), pair.server().info().resumedBy());
    assertArrayEquals(pair.client().tlsUnique(), pair.server().tlsUnique());
    assertArrayEquals(
        pair.client().exportKeyingMaterial("EXPERIMENTAL test", null, 40),
        pair.server().exportKeyingMaterial("EXPERIMENTAL test", null, 40));
    return pair;
  }

  private static ResumedBy resumed(SecurityContext client, SecurityContext server)
      throws TlsFailure {
    return connect(client, server).client().info().resumedBy();
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("by ticket: again and again, the ticket renewed each time")
  void byTicket(CryptoProvider provider) throws Exception {
    SecurityContext server = server().provider(provider).build();
    SecurityContext client = client().provider(provider).build();
    assertEquals(ResumedBy.NOTHING, resumed(client, server));
    assertEquals(ResumedBy.TICKET, resumed(client, server));
    assertEquals(ResumedBy.TICKET, resumed(client, server));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("by session id, the peer's chain kept")
  void bySessionId(CryptoProvider provider) throws Exception {
    SecurityContext server = server().provider(provider).tickets(false).build();
    SecurityContext client = client().provider(provider).build();
    EnginePair first = connect(client, server);
    EnginePair second = connect(client, server);
    assertEquals(ResumedBy.SESSION_ID, second.client().info().resumedBy());
    assertEquals(
        first.client().info().peerCertificates(), second.client().info().peerCertificates());
    assertTrue(second.client().info().group().isEmpty());
    assertEquals(first.client().info().suite(), second.client().info().suite());
  }

  @Test
  @DisplayName("a client's identity is resumed with its session, by id and by ticket")
  void clientIdentity() throws Exception {
    for (boolean tickets : new boolean[] {true, false}) {
      SecurityContext server =
          server()
              .tickets(tickets)
              .clientAuth(ClientAuth.NEED, Trust.anchors(TestPki.anchors()))
              .build();
      SecurityContext client = client().credential(TestPki.client(KeyKind.EC_P256)).build();
      EnginePair first = connect(client, server);
      EnginePair second = connect(client, server);
      assertFalse(first.server().info().peerCertificates().isEmpty());
      assertEquals(
          first.server().info().peerCertificates(), second.server().info().peerCertificates());
      assertEquals(
          tickets ? ResumedBy.TICKET : ResumedBy.SESSION_ID, second.server().info().resumedBy());
    }
  }

  @Test
  @DisplayName("not after its lifetime")
  void expires() throws Exception {
    SecurityContext server = server().sessionLifetime(Duration.ofMinutes(5)).build();
    SecurityContext client = client().build();
    resumed(client, server);
    millis.addAndGet(Duration.ofMinutes(5).toMillis() - 1);
    assertEquals(ResumedBy.TICKET, resumed(client, server));
    millis.addAndGet(1);
    assertEquals(ResumedBy.NOTHING, resumed(client, server));
  }

  @Test
  @DisplayName("not what today's policy refuses: suite, name, protocol")
  void policyOfToday() throws Exception {
    TicketKeys keys = TicketKeys.supplied(TicketKey.generate(new SecureRandom()));
    SecurityContext wide = server().ticketKeys(keys).build();
    SecurityContext narrow =
        server()
            .ticketKeys(keys)
            .suites(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256))
            .build();
    SecurityContext client = client().build();
    resumed(client, wide);
    assertEquals(ResumedBy.NOTHING, resumed(client, narrow));
    assertEquals(ResumedBy.TICKET, resumed(client, narrow));

    SecurityContext speaking = server().ticketKeys(keys).applicationProtocols("h2").build();
    SecurityContext other = client().applicationProtocols("h2").build();
    resumed(other, wide);
    assertEquals(ResumedBy.NOTHING, resumed(other, speaking));
    assertEquals(ResumedBy.TICKET, resumed(other, speaking));
  }

  @Test
  @DisplayName(
      "a ticket of a fleet's previous, current and next key opens; a foreign one means a full handshake")
  void fleetKeys() throws Exception {
    SecureRandom random = new SecureRandom();
    TicketKey first = TicketKey.generate(random);
    TicketKey second = TicketKey.generate(random);
    TicketKeys keys = TicketKeys.supplied(first, second);
    SecurityContext server = server().ticketKeys(keys).build();
    SecurityContext client = client().build();
    resumed(client, server);
    keys.replace(second, first);
    assertEquals(ResumedBy.TICKET, resumed(client, server));
    keys.replace(second);
    assertEquals(ResumedBy.TICKET, resumed(client, server));
    keys.replace(TicketKey.generate(random));
    assertEquals(ResumedBy.NOTHING, resumed(client, server));
  }

  @Test
  @DisplayName("caches are bounded; the least recently used session leaves first")
  void bounded() throws Exception {
    SessionCache cache = new SessionCache(2);
    SecurityContext server = server().tickets(false).sessions(cache).build();
    for (int i = 0; i < 4; i++) {
      resumed(client().build(), server);
    }
    assertEquals(2, cache.size());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("B6: renegotiation from either side, once it is allowed")
  void renegotiates(CryptoProvider provider) throws Exception {
    SecurityContext server =
        server()
            .provider(provider)
            .clientAuth(ClientAuth.WANT, Trust.anchors(TestPki.anchors()))
            .renegotiation(Renegotiation.upTo(2))
            .build();
    SecurityContext client =
        client()
            .provider(provider)
            .credential(TestPki.client(KeyKind.RSA_2048))
            .renegotiation(Renegotiation.upTo(2))
            .build();
    EnginePair pair = connect(client, server);
    byte[] before = pair.client().tlsUnique();
    pair.client().renegotiate();
    pair.shakeHands();
    assertFalse(java.util.Arrays.equals(before, pair.client().tlsUnique()));
    assertArrayEquals(pair.client().tlsUnique(), pair.server().tlsUnique());
    assertEquals("after", pair.pass("after", pair.client(), pair.server()));
    byte[] between = pair.client().tlsUnique();
    pair.server().renegotiate();
    pair.shakeHands();
    assertFalse(java.util.Arrays.equals(between, pair.client().tlsUnique()));
    assertEquals("again", pair.pass("again", pair.server(), pair.client()));
  }

  @Test
  @DisplayName(
      "B6: a client that is refused goes on over the connection as it was (RFC 5246 7.2.2)")
  void refusedRenegotiation() throws Exception {
    SecurityContext client = client().renegotiation(Renegotiation.upTo(2)).build();
    EnginePair pair = connect(client, server().build());
    byte[] before = pair.client().tlsUnique();
    for (int asked = 0; asked < 2; asked++) {
      pair.client().renegotiate();
      assertEquals(TlsEngine.RENEGOTIATING, pair.client().needs() & TlsEngine.RENEGOTIATING);
      pair.shakeHands();
      assertEquals(0, pair.client().needs() & TlsEngine.RENEGOTIATING);
    }
    assertArrayEquals(before, pair.client().tlsUnique());
    assertEquals("after", pair.pass("after", pair.client(), pair.server()));
    assertEquals("again", pair.pass("again", pair.server(), pair.client()));
    assertThrows(IllegalStateException.class, pair.client()::renegotiate);
  }

  @Test
  @DisplayName("B6: a client that showed a certificate may not drop it in a renegotiation")
  void droppedCertificate() throws Exception {
    SecurityContext server =
        server()
            .clientAuth(ClientAuth.WANT, Trust.anchors(TestPki.anchors()))
            .renegotiation(Renegotiation.upTo(1))
            .build();
    SecurityContext client =
        client()
            .credential(TestPki.client(KeyKind.EC_P256))
            .renegotiation(Renegotiation.upTo(1))
            .build();
    EnginePair pair = connect(client, server);
    client.replaceCredentials();
    pair.client().renegotiate();
    TlsFailure failure = assertThrows(TlsFailure.class, pair::shakeHands);
    assertEquals(Reason.PEER_CHANGED, failure.reason());
  }

  @Test
  @DisplayName("a store that gives another server's session does not get round the name check")
  void sessionOfAnotherServer() throws Exception {
    SessionCache cache = new SessionCache(1);
    SecurityContext client = client().sessions(cache).build();
    connect(client, server().build());
    Session session = cache.find("localhost:0");
    cache.put("elsewhere.test:0", session);
    EnginePair.flushed(client.newEngine("elsewhere.test"));
    assertNull(cache.find("elsewhere.test:0"), "not offered, and forgotten");
  }
}
