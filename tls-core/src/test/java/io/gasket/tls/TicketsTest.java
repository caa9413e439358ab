package io.gasket.tls;

import static io.gasket.tls.testing.Failures.assertFails;
import static io.gasket.tls.testing.Hellos.replacing;
import static io.gasket.tls.testing.Interference.onClientHello;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.NewSessionTicket;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.Session;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.session.TicketKey;
import io.gasket.tls.session.TicketKeys;
import io.gasket.tls.session.Tickets;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.ScriptedServer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EachProvider
@DisplayName("NewSessionTicket: form, place, lifetime and keys (RFC 5077)")
class TicketsTest {
  private static final long START = 1_900_000_000_000L;
  private static final Duration PERIOD = Duration.ofHours(1);

  private final CryptoProvider crypto;
  private final AtomicLong millis = new AtomicLong(START);
  private final byte[] name = Hex.bytes("6e616d65206f66206120666c65657431");
  private final byte[] secret = new byte[TicketKey.SECRET_LENGTH];
  private final SessionCache sessions = new SessionCache(4);

  TicketsTest(CryptoProvider crypto) {
    this.crypto = crypto;
    crypto.random().nextBytes(secret);
  }

  private ServerContextBuilder server(TicketKeys keys) {
    return Contexts.server(crypto)
        .tickets(true)
        .ticketKeys(keys)
        .clock(() -> Instant.ofEpochMilli(millis.get()));
  }

  private SecurityContext fleetServer() {
    return server(TicketKeys.supplied(new TicketKey(name, secret))).build();
  }

  private SecurityContext client() {
    return Contexts.client(crypto)
        .sessions(sessions)
        .tickets(true)
        .clock(() -> Instant.ofEpochMilli(millis.get()))
        .build();
  }

  private static EnginePair pair(SecurityContext client, SecurityContext server) {
    return EnginePair.of(client, server, BufferKind.HEAP);
  }

  /** The server's last flight of a full handshake: NewSessionTicket and what follows. */
  private static byte[] lastFlight(EnginePair pair) throws TlsFailure {
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    pair.deliver(EnginePair.flushed(pair.server()), pair.client());
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    return EnginePair.flushed(pair.server());
  }

  @Test
  @DisplayName("RFC 5077 3.3: between the client's Finished and the server's change_cipher_spec")
  void formAndPlace() throws TlsFailure {
    EnginePair pair = pair(client(), fleetServer());
    byte[] flight = lastFlight(pair);
    List<HandshakeMessage> clear = Flights.messages(flight);
    assertEquals(1, clear.size());
    ByteBuffer message = ByteBuffer.wrap(clear.get(0).bytes());
    assertEquals(4, message.get(), "HandshakeType new_session_ticket");
    int length = (message.get() & 0xff) << 16 | (message.getShort() & 0xffff);
    assertEquals(message.remaining(), length);
    assertEquals(7_200, message.getInt(), "ticket_lifetime_hint, uint32, seconds");
    assertEquals(message.getShort() & 0xffff, message.remaining(), "ticket<0..2^16-1>, to the end");
    byte[] rest = Flights.afterMessages(flight);
    assertEquals(ContentType.CHANGE_CIPHER_SPEC, rest[0]);
    assertEquals(ContentType.HANDSHAKE, rest[6], "Finished, protected");
    pair.deliver(flight, pair.client());
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
  }

  @Test
  @DisplayName("RFC 5077 3.3: in a resumption behind ServerHello, with what is left of its life")
  void placeInAResumption() throws TlsFailure {
    SecurityContext server = fleetServer();
    pair(client(), server).shakeHands();
    millis.addAndGet(3_600_001);
    byte[] flight = resumingFlight(server);
    List<HandshakeMessage> clear = Flights.messages(flight);
    assertEquals(
        List.of(HandshakeType.SERVER_HELLO, HandshakeType.NEW_SESSION_TICKET),
        clear.stream().map(HandshakeMessage::type).toList());
    assertEquals(3_599, NewSessionTicket.read(clear.get(1).body()).lifetimeHint());
    assertEquals(ContentType.CHANGE_CIPHER_SPEC, Flights.afterMessages(flight)[0]);
  }

  @Test
  @DisplayName(
      "RFC 5077 3.3: no new ticket, and no promise of one, while the client's is as good: over half"
          + " of its life and under the key that seals")
  void notRenewed() throws TlsFailure {
    TicketKeys keys = TicketKeys.supplied(new TicketKey(name, secret));
    SecurityContext server = server(keys).build();
    pair(client(), server).shakeHands();
    byte[] ticket = sessions.find("localhost:0").facts().ticket();
    millis.addAndGet(3_600_000);
    for (int i = 0; i < 2; i++) {
      byte[] flight = resumingFlight(server);
      List<HandshakeMessage> clear = Flights.messages(flight);
      assertEquals(1, clear.size());
      assertNull(
          ServerHello.read(clear.get(0).body()).extensions().find(ExtensionType.SESSION_TICKET));
      assertEquals(ContentType.CHANGE_CIPHER_SPEC, Flights.afterMessages(flight)[0]);
      EnginePair pair = pair(client(), server).shakeHands();
      assertEquals(ResumedBy.TICKET, pair.client().info().resumedBy());
      assertArrayEquals(ticket, sessions.find("localhost:0").facts().ticket());
    }
    byte[] otherName = name.clone();
    otherName[15]++;
    keys.replace(
        new TicketKey(otherName, new byte[TicketKey.SECRET_LENGTH]), new TicketKey(name, secret));
    assertEquals(
        List.of(HandshakeType.SERVER_HELLO, HandshakeType.NEW_SESSION_TICKET),
        Flights.messages(resumingFlight(server)).stream().map(HandshakeMessage::type).toList());
  }

  /** The server's flight of a resumption. */
  private byte[] resumingFlight(SecurityContext server) throws TlsFailure {
    EnginePair again = pair(client(), server);
    again.deliver(EnginePair.flushed(again.client()), again.server());
    return EnginePair.flushed(again.server());
  }

  @Test
  @DisplayName("RFC 5077 4: key name, nonce, sealed state, tag; the name is authenticated too")
  void sealedForm() throws TlsFailure, GeneralSecurityException {
    SecurityContext server = fleetServer();
    byte[] first = ticket(lastFlight(pair(client(), server)));
    byte[] second =
        ticket(lastFlight(pair(Contexts.resuming(Contexts.client(crypto)).build(), server)));
    assertArrayEquals(name, Arrays.copyOf(first, 16));
    assertNotEquals(
        Hex.text(Arrays.copyOfRange(first, 16, 28)),
        Hex.text(Arrays.copyOfRange(second, 16, 28)),
        "a nonce comes once");
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(secret, "AES"),
        new GCMParameterSpec(128, first, 16, 12));
    gcm.updateAAD(name);
    Session session = Session.decode(gcm.doFinal(first, 28, first.length - 28)).orElseThrow();
    assertEquals("localhost", session.facts().serverName());
    assertEquals(START + 7_200_000, session.facts().expires());
  }

  @Test
  @DisplayName("what does not verify is no session, even if the cipher left its plaintext behind")
  void unverified() throws TlsFailure {
    TicketKeys keys = TicketKeys.supplied(new TicketKey(name, secret));
    pair(client(), server(keys).build()).shakeHands();
    Tickets tickets = new Tickets(keys, crypto);
    byte[] ticket = tickets.seal(sessions.find("localhost:0")).orElseThrow();
    assertTrue(tickets.open(ticket, 0, ticket.length).isPresent());
    Tickets doubting = new Tickets(keys, crypto.withAeads(new Doubting(crypto.aeads())));
    assertTrue(doubting.open(ticket, 0, ticket.length).isEmpty());
  }

  /** Opens all there is, and says that it is not authentic. */
  private record Doubting(Aeads real) implements Aeads {
    @Override
    public Set<BulkCipher> supported() {
      return real.supported();
    }

    @Override
    public AeadSealer sealer(BulkCipher cipher, byte[] key) {
      return real.sealer(cipher, key);
    }

    @Override
    public AeadOpener opener(BulkCipher cipher, byte[] key) {
      AeadOpener opener = real.opener(cipher, key);
      return new AeadOpener() {
        @Override
        public int open(
            byte[] nonce, byte[] aad, byte[] in, int from, int length, byte[] out, int to) {
          opener.open(nonce, aad, in, from, length, out, to);
          return NOT_AUTHENTIC;
        }

        @Override
        public byte[] key() {
          return opener.key();
        }

        @Override
        public void destroy() {
          opener.destroy();
        }
      };
    }
  }

  private static byte[] ticket(byte[] flight) throws TlsFailure {
    return NewSessionTicket.read(Flights.messages(flight).get(0).body()).ticket();
  }

  @ParameterizedTest
  @CsvSource({"0, 7200", "60, 60", "7200, 7200", "4294967295, 7200"})
  @DisplayName("RFC 5077 3.3: hint 0 leaves the lifetime to the client, which caps any other")
  void lifetimeHint(long hint, long seconds) throws TlsFailure {
    ScriptedServer server = ScriptedServer.of(client(), crypto).withTicket();
    server.flight();
    server.say(new NewSessionTicket(hint, new byte[100]).encode());
    server.changeCipherSpec();
    server.finished();
    Session kept = sessions.find("localhost:0");
    assertEquals(START + 1_000 * seconds, kept.facts().expires());
    assertEquals(100, kept.facts().ticket().length);
  }

  @Test
  @DisplayName("RFC 5077 3.3: an empty ticket is none, and nothing is kept")
  void emptyTicket() throws TlsFailure {
    ScriptedServer server = ScriptedServer.of(client(), crypto).withTicket();
    server.flight();
    server.say(new NewSessionTicket(7_200, new byte[0]).encode());
    server.changeCipherSpec();
    server.finished();
    assertNull(sessions.find("localhost:0"));
  }

  @Test
  @DisplayName("RFC 5077 3.3: a ticket is not kept before the server's Finished was verified")
  void notBeforeFinished() throws TlsFailure {
    ScriptedServer server = ScriptedServer.of(client(), crypto).withTicket();
    server.flight();
    server.newSessionTicket();
    server.changeCipherSpec();
    byte[] wrong = server.finishedMessage();
    wrong[wrong.length - 1] ^= 1;
    assertNull(sessions.find("localhost:0"));
    assertFails(
        Alert.DECRYPT_ERROR, Reason.BAD_FINISHED, () -> server.send(ContentType.HANDSHAKE, wrong));
    assertNull(sessions.find("localhost:0"));
  }

  @Test
  @DisplayName("RFC 5077 3.3: a server gives none before the client's Finished was verified")
  void notBeforeTheClientsFinished() throws TlsFailure {
    EnginePair pair = pair(client(), fleetServer());
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    pair.deliver(EnginePair.flushed(pair.server()), pair.client());
    byte[] flight = EnginePair.flushed(pair.client());
    flight[flight.length - 1] ^= 1;
    assertFails(
        Alert.BAD_RECORD_MAC,
        Reason.RECORD_NOT_AUTHENTIC,
        () -> pair.deliver(flight, pair.server()));
    assertEquals(ContentType.ALERT, EnginePair.flushed(pair.server())[0], "and nothing before it");
  }

  @Test
  @DisplayName("RFC 5077 3.4: a ticket with an empty session id is answered with an empty one")
  void ticketWithoutId() throws TlsFailure {
    SecurityContext server = fleetServer();
    pair(client(), server).shakeHands();
    Interference between =
        new Interference(client(), server)
            .toServer(onClientHello(hello -> Hellos.withSessionId(hello, 0)));
    List<HandshakeMessage> flight = Interference.sent(between.server());
    assertEquals(0, ServerHello.read(flight.get(0).body()).sessionId().length);
    assertEquals(1, flight.size(), "resumed, for no Certificate follows");
  }

  @Test
  @DisplayName("RFC 5077 3.4: beside a ticket that does not open, a session id resumes nothing")
  void idBesideATicket() throws TlsFailure {
    SecurityContext server =
        server(TicketKeys.supplied(new TicketKey(name, secret)))
            .sessions(new SessionCache(4))
            .build();
    SecurityContext byId = Contexts.client(crypto).sessions(sessions).build();
    pair(byId, server).shakeHands();
    Session session = sessions.find("localhost:0");
    for (boolean foreign : new boolean[] {false, true}) {
      sessions.put("localhost:0", session);
      Interference between =
          new Interference(byId, server)
              .toServer(
                  onClientHello(
                      hello ->
                          foreign
                              ? Hellos.with(
                                  hello, replacing(ExtensionType.SESSION_TICKET, new byte[100]))
                              : hello));
      byte[] id = ServerHello.read(Interference.sent(between.server()).get(0).body()).sessionId();
      assertEquals(!foreign, Arrays.equals(session.facts().id(), id));
    }
  }

  @Test
  @DisplayName("RFC 5077 3.2: no ticket for a client that does not ask")
  void notAskedFor() throws TlsFailure {
    EnginePair pair = pair(Contexts.client(crypto).build(), fleetServer());
    byte[] flight = lastFlight(pair);
    assertEquals(ContentType.CHANGE_CIPHER_SPEC, flight[0]);
  }

  @Test
  @DisplayName("RFC 5077 5.5: keys made here seal for a period and open for one more")
  void rotation() throws TlsFailure {
    SecurityContext server =
        server(
                TicketKeys.rotating(
                    PERIOD, crypto.random(), () -> Instant.ofEpochMilli(millis.get())))
            .sessionLifetime(Duration.ofDays(2))
            .build();
    SecurityContext client =
        Contexts.client(crypto)
            .sessions(sessions)
            .tickets(true)
            .sessionLifetime(Duration.ofDays(2))
            .clock(() -> Instant.ofEpochMilli(millis.get()))
            .build();
    pair(client, server).shakeHands();
    Session first = sessions.find("localhost:0");

    assertResumes(ResumedBy.TICKET, client, server, first, PERIOD.toMillis() - 1);
    assertEquals(keyName(first), keyName(sessions.find("localhost:0")), "the key of the period");
    assertResumes(ResumedBy.TICKET, client, server, first, PERIOD.toMillis());
    Session renewed = sessions.find("localhost:0");
    assertNotEquals(keyName(first), keyName(renewed), "renewed under the next key");
    assertResumes(ResumedBy.TICKET, client, server, first, 2 * PERIOD.toMillis() - 1);
    assertResumes(ResumedBy.NOTHING, client, server, first, 2 * PERIOD.toMillis());
    assertResumes(ResumedBy.TICKET, client, server, renewed, 2 * PERIOD.toMillis());
    // A server that was idle for long forgets the key it had, although none took its place.
    assertResumes(
        ResumedBy.NOTHING, client, server, sessions.find("localhost:0"), 5 * PERIOD.toMillis());
  }

  private void assertResumes(
      ResumedBy by, SecurityContext client, SecurityContext server, Session offered, long after)
      throws TlsFailure {
    millis.set(START + after);
    sessions.put("localhost:0", offered);
    assertEquals(
        by, pair(client, server).shakeHands().server().info().resumedBy(), () -> after + " ms");
  }

  private static String keyName(Session session) {
    return Hex.text(Arrays.copyOf(session.facts().ticket(), TicketKey.NAME_LENGTH));
  }
}
