package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.Session;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.session.SessionStore;
import io.gasket.tls.session.TicketKey;
import io.gasket.tls.session.TicketKeys;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EachProvider
@DisplayName("Sessions and ticket keys in an application's hands outlive connections and contexts")
record KeptSessionsTest(CryptoProvider crypto) {
  /** A store as an application would write it for a file or a shared cache: bytes by key. */
  private static final class Bytes implements SessionStore {
    private final Map<String, byte[]> kept = new LinkedHashMap<>();

    @Override
    public void put(String key, Session session) {
      kept.put(key, session.encode());
    }

    @Override
    public Session find(String key) {
      byte[] bytes = kept.get(key);
      return bytes == null ? null : Session.decode(bytes).orElseThrow();
    }

    @Override
    public void remove(String key) {
      kept.remove(key);
    }
  }

  private EnginePair connect(SecurityContext client, SecurityContext server) throws TlsFailure {
    EnginePair pair =
        new EnginePair(client.newEngine("localhost", 4433), server.newEngine(), BufferKind.HEAP)
            .shakeHands();
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    return pair;
  }

  private SecurityContext client(SessionStore store) {
    return Contexts.client(crypto).sessions(store).tickets(true).build();
  }

  @Test
  @DisplayName("a client's session goes on as bytes in another context, with ticket and chain")
  void clientsSessionAsBytes() throws TlsFailure {
    SecurityContext server = Contexts.resuming(Contexts.server(crypto)).build();
    Bytes first = new Bytes();
    EnginePair full = connect(client(first), server);
    assertEquals(List.of("localhost:4433"), List.copyOf(first.kept.keySet()));
    Bytes second = new Bytes();
    second.kept.putAll(first.kept);
    EnginePair resumed = connect(client(second), server);
    assertEquals(ResumedBy.TICKET, resumed.client().info().resumedBy());
    assertEquals(
        full.client().info().peerCertificates(), resumed.client().info().peerCertificates());
  }

  @Test
  @DisplayName("a server's sessions by id go on in another context of the same store")
  void serversSessionsShared() throws TlsFailure {
    Bytes shared = new Bytes();
    SecurityContext client = client(new SessionCache(4));
    ServerContextBuilder server = Contexts.server(crypto).sessions(shared);
    assertEquals(ResumedBy.NOTHING, connect(client, server.build()).client().info().resumedBy());
    assertTrue(shared.kept.keySet().iterator().next().matches("[0-9a-f]{64}"));
    assertEquals(ResumedBy.SESSION_ID, connect(client, server.build()).client().info().resumedBy());
  }

  @Test
  @DisplayName("tickets go on in another context of the same keys, given as bytes")
  void ticketKeysShared() throws TlsFailure {
    byte[] name = new byte[TicketKey.NAME_LENGTH];
    byte[] secret = new byte[TicketKey.SECRET_LENGTH];
    crypto.random().nextBytes(name);
    crypto.random().nextBytes(secret);
    SecurityContext client = client(new SessionCache(4));
    for (ResumedBy expected : List.of(ResumedBy.NOTHING, ResumedBy.TICKET)) {
      SecurityContext server =
          Contexts.server(crypto)
              .tickets(true)
              .ticketKeys(TicketKeys.supplied(new TicketKey(name, secret)))
              .build();
      assertEquals(expected, connect(client, server).server().info().resumedBy());
    }
  }

  @Test
  @DisplayName("the application is told of each new session and ticket, on both sides")
  void told() throws TlsFailure {
    List<String> told = new ArrayList<>();
    EventSink sink =
        new EventSink() {
          @Override
          public void sessionKept(Object attachment, boolean server, boolean byTicket) {
            told.add((server ? "server" : "client") + " kept, ticket " + byTicket);
          }

          @Override
          public void ticketIssued(Object attachment, long lifetimeSeconds) {
            told.add("issued for " + lifetimeSeconds);
          }

          @Override
          public void ticketReceived(Object attachment, long lifetimeSeconds, int length) {
            told.add("received for " + lifetimeSeconds + (length > 100 ? "" : ", too short"));
          }
        };
    SecurityContext client =
        Contexts.resuming(Contexts.client(crypto)).events(sink.and(new EventSink() {})).build();
    AtomicLong millis = new AtomicLong(System.currentTimeMillis());
    SecurityContext server =
        Contexts.resuming(Contexts.server(crypto))
            .clock(() -> Instant.ofEpochMilli(millis.get()))
            .events(new EventSink() {}.and(sink))
            .build();
    List<String> expected =
        List.of("issued for 7200", "received for 7200", "client kept, ticket true");
    connect(client, server);
    assertEquals(expected, told);
    told.clear();
    millis.addAndGet(4_000_000);
    // The ticket is renewed, with what is left of the session's life.
    connect(client, server);
    assertEquals(List.of("issued for 3200", "received for 3200", "client kept, ticket true"), told);
    told.clear();
    connect(
        client(new SessionCache(1)),
        Contexts.server(crypto).sessions(new SessionCache(1)).events(sink).build());
    assertEquals(List.of("server kept, ticket false"), told);
  }
}
