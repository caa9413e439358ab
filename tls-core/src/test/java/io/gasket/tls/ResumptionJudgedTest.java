package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.KnownSession;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("What may be resumed, and how (RFC 5246 7.2.2, 7.4.1.3, RFC 6066 3, RFC 7627 5)")
record ResumptionJudgedTest(CryptoProvider crypto) {
  private ScriptedServer resumingServer(KnownSession session) throws TlsFailure {
    ScriptedServer server =
        ScriptedServer.of(session.knownTo(Contexts.client(crypto)).build(), crypto);
    session.resumedBy(server).readHello();
    return server;
  }

  private ScriptedClient clientOf(KnownSession session) {
    return ScriptedClient.of(session.knownTo(Contexts.server(crypto)).build(), crypto);
  }

  private static void offer(KnownSession session, ScriptedClient client, boolean byTicket) {
    if (byTicket) {
      session.resumedByTicket(client);
    } else {
      session.resumedById(client);
    }
  }

  private static void assertResumes(ScriptedClient client, boolean byTicket) throws TlsFailure {
    client.resumingHello();
    client.changeCipherSpec();
    client.finished();
    assertEquals(
        byTicket ? ResumedBy.TICKET : ResumedBy.SESSION_ID, client.engine().info().resumedBy());
  }

  private static void assertFull(ScriptedClient client, ClientHello hello) throws TlsFailure {
    client.say(hello.encode());
    client.readFlight();
    client.clientKeyExchange();
    client.changeCipherSpec();
    client.finished();
    assertEquals(ResumedBy.NOTHING, client.engine().info().resumedBy());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 5246 7.4.1.3: a server that resumes with another suite: illegal_parameter")
  void anotherSuite(boolean ticket) throws TlsFailure {
    ScriptedServer server = resumingServer(KnownSession.ofClient(ticket));
    ServerHello hello =
        Hellos.withSuite(
            server.hello(), CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256.code());
    TlsFailure failure =
        assertRefuses(
            server,
            Alert.ILLEGAL_PARAMETER,
            Reason.UNSUPPORTED_SESSION_PARAMETER,
            () -> server.say(hello.encode()));
    assertTrue(failure.detail().contains("RFC 5246 7.4.1.3"), failure::detail);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 5246 7.3: a session's suite that the client no longer offers: a full handshake")
  void suiteNotOffered(boolean byTicket) throws TlsFailure {
    KnownSession session = KnownSession.ofServer();
    ScriptedClient client = clientOf(session);
    offer(session, client, byTicket);
    assertFull(
        client,
        Hellos.withSuites(
            client.hello(), CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384.code()));
  }

  @ParameterizedTest
  @CsvSource({
    "first.example, first.example, true",
    "first.example, FIRST.Example, true",
    "first.example, second.example, false",
    "first.example,, false",
    ", first.example, false",
    ",, true"
  })
  @DisplayName("RFC 6066 3: a session is resumed under its own name only, which is not answered")
  void names(String of, String asked, boolean resumes) throws TlsFailure {
    for (boolean byTicket : new boolean[] {false, true}) {
      KnownSession session = KnownSession.ofServer(of == null ? "" : of, true);
      ScriptedClient client =
          ScriptedClient.of(
              session
                  .knownTo(
                      Contexts.server(crypto)
                          .credential("first.example", TestPki.server(KeyKind.EC_P256)))
                  .build(),
              crypto);
      client.named(asked);
      offer(session, client, byTicket);
      if (resumes) {
        assertResumes(client, byTicket);
      } else {
        assertFull(client, client.hello());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 7627 5.3: a session without it is not resumed for a client that offers it")
  void serverHasOldSession(boolean byTicket) throws TlsFailure {
    KnownSession session = KnownSession.ofServer("", false);
    ScriptedClient client = clientOf(session);
    offer(session, client, byTicket);
    assertFull(client, client.hello());
    assertTrue(client.engine().info().extendedMasterSecret());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 7627 5.3: nor for a client that does not offer it")
  void bothOld(boolean byTicket) throws TlsFailure {
    KnownSession session = KnownSession.ofServer("", false);
    ScriptedClient client = clientOf(session).withoutExtendedMasterSecret();
    offer(session, client, byTicket);
    assertFull(client, client.hello());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 7627 5.3: a session with it, offered without: handshake_failure")
  void clientForgot(boolean byTicket) {
    KnownSession session = KnownSession.ofServer();
    ScriptedClient client = clientOf(session).withoutExtendedMasterSecret();
    offer(session, client, byTicket);
    assertRefuses(
        client,
        Alert.HANDSHAKE_FAILURE,
        Reason.EXTENDED_MASTER_SECRET_CHANGED,
        () -> client.say(client.hello().encode()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 7627 5.3: a client with a session of it ends when it is resumed without")
  void serverForgot(boolean ticket) throws TlsFailure {
    ScriptedServer server =
        resumingServer(KnownSession.ofClient(ticket)).withoutExtendedMasterSecret();
    assertRefuses(
        server,
        Alert.HANDSHAKE_FAILURE,
        Reason.EXTENDED_MASTER_SECRET_CHANGED,
        () -> server.say(server.hello().encode()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 7627 5.3: a client offers no session without it, and offers it with each")
  void clientHasOldSession(boolean ticket) throws TlsFailure {
    for (boolean extended : new boolean[] {false, true}) {
      KnownSession session = KnownSession.ofClient(ticket, extended);
      ScriptedServer server =
          ScriptedServer.of(session.knownTo(Contexts.client(crypto)).build(), crypto);
      ClientHello hello = server.readHello();
      assertEquals(extended ? 32 : 0, hello.sessionId().length);
      assertEquals(
          extended && ticket ? 100 : 0,
          hello.extensions().find(ExtensionType.SESSION_TICKET).body().length);
      assertNotNull(hello.extensions().find(ExtensionType.EXTENDED_MASTER_SECRET));
    }
  }

  @Test
  @DisplayName("RFC 7627 5.4: without it no keys are exported, nor is a session kept; either side")
  void noExporter() throws TlsFailure {
    KnownSession none = KnownSession.ofServer();
    ScriptedClient client =
        ScriptedClient.of(Contexts.resuming(Contexts.server(crypto)).build(), crypto)
            .withoutExtendedMasterSecret()
            .shakeHands();
    assertNoExport(client.engine());
    none.cache().remove("localhost:0");
    ScriptedServer server =
        ScriptedServer.of(
                Contexts.client(crypto).sessions(none.cache()).tickets(true).build(), crypto)
            .withoutExtendedMasterSecret()
            .withTicket();
    server.flight();
    server.newSessionTicket();
    server.changeCipherSpec();
    server.finished();
    assertNoExport(server.engine());
    assertEquals(0, none.cache().size());
  }

  private static void assertNoExport(TlsEngine engine) {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> engine.exportKeyingMaterial("EXPERIMENTAL test", null, 16));
    assertTrue(refused.getMessage().contains("RFC 7627 5.4"), refused::getMessage);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 5077 3.4: to a server that issues no tickets, one is no more than a session id")
  void ticketForServerWithout(boolean known) throws TlsFailure {
    KnownSession session = KnownSession.ofServer();
    ScriptedClient client =
        ScriptedClient.of(session.knownTo(Contexts.server(crypto)).tickets(false).build(), crypto);
    session.resumedByTicket(client);
    if (known) {
      assertResumes(client, false);
    } else {
      session.cache().remove("1d".repeat(32));
      assertFull(client, client.hello());
    }
  }

  /** Both sides' stores after a connection by id: what is left in them. */
  private record Stores(KnownSession client, KnownSession server) {}

  private EnginePair connected(Stores stores, boolean resumed) throws TlsFailure {
    stores.client().cache().remove("localhost:0");
    stores.server().cache().remove("localhost:0");
    SecurityContext client =
        Contexts.client(crypto).sessions(stores.client().cache()).tickets(true).build();
    SecurityContext server = Contexts.server(crypto).sessions(stores.server().cache()).build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    if (resumed) {
      pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    }
    assertEquals(
        resumed ? ResumedBy.SESSION_ID : ResumedBy.NOTHING, pair.server().info().resumedBy());
    return pair;
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true", "false, true"})
  @DisplayName("RFC 5246 7.2.2: a fatal alert takes the session with it, on both sides")
  void fatalAlert(boolean atServer, boolean resumed) throws TlsFailure {
    Stores stores = new Stores(KnownSession.ofClient(false), KnownSession.ofServer());
    EnginePair pair = connected(stores, resumed);
    assertEquals(1, stores.client().cache().size());
    assertEquals(1, stores.server().cache().size());
    TlsEngine failing = atServer ? pair.server() : pair.client();
    TlsEngine other = atServer ? pair.client() : pair.server();
    byte[] record = pair.sealed(other, new byte[1]);
    record[record.length - 1] ^= 1;
    assertThrows(TlsFailure.class, () -> pair.deliver(record, failing));
    assertEquals(0, (atServer ? stores.server() : stores.client()).cache().size(), "who sends it");
    assertThrows(TlsFailure.class, () -> pair.deliver(EnginePair.flushed(failing), other));
    assertEquals(Reason.ALERT_RECEIVED, other.failure().reason());
    assertEquals(0, stores.client().cache().size());
    assertEquals(0, stores.server().cache().size());
  }

  @Test
  @DisplayName("RFC 5246 7.2.2: a client forgets a ticket likewise")
  void fatalAlertWithTicket() throws TlsFailure {
    Stores stores = new Stores(KnownSession.ofClient(true), KnownSession.ofServer());
    stores.client().cache().remove("localhost:0");
    EnginePair pair =
        EnginePair.of(
                Contexts.client(crypto).sessions(stores.client().cache()).tickets(true).build(),
                Contexts.resuming(Contexts.server(crypto)).build(),
                BufferKind.HEAP)
            .shakeHands();
    assertEquals(1, stores.client().cache().size());
    byte[] record = pair.sealed(pair.server(), new byte[1]);
    record[record.length - 1] ^= 1;
    assertThrows(TlsFailure.class, () -> pair.deliver(record, pair.client()));
    assertEquals(0, stores.client().cache().size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 5246 7.2.2: so does one in the handshake that resumes it")
  void fatalAlertInResumption(boolean ticket) throws TlsFailure {
    KnownSession ofServer = KnownSession.ofServer();
    ScriptedClient client = clientOf(ofServer);
    offer(ofServer, client, ticket);
    client.resumingHello();
    client.changeCipherSpec();
    assertRefuses(
        client, Alert.DECRYPT_ERROR, Reason.BAD_FINISHED, () -> client.say(20, new byte[12]));
    assertEquals(ticket ? 1 : 0, ofServer.cache().size());

    KnownSession ofClient = KnownSession.ofClient(ticket);
    ScriptedServer server = resumingServer(ofClient);
    server.serverHello();
    server.changeCipherSpec();
    assertRefuses(
        server, Alert.DECRYPT_ERROR, Reason.BAD_FINISHED, () -> server.say(20, new byte[12]));
    assertEquals(0, ofClient.cache().size());
  }

  @Test
  @DisplayName("a lost connection, a clean end and warnings leave the session where it is")
  void notByOtherEnds() throws TlsFailure {
    Stores stores = new Stores(KnownSession.ofClient(false), KnownSession.ofServer());
    EnginePair lost = connected(stores, false);
    assertThrows(TlsFailure.class, lost.client()::endOfInput);
    assertThrows(TlsFailure.class, lost.server()::endOfInput);
    assertEquals(1, stores.client().cache().size());
    assertEquals(1, stores.server().cache().size());
    EnginePair closed = connected(stores, true);
    closed.client().close();
    closed.deliver(EnginePair.flushed(closed.client()), closed.server());
    closed.server().close();
    closed.deliver(EnginePair.flushed(closed.server()), closed.client());
    assertEquals(1, stores.client().cache().size());
    assertEquals(1, stores.server().cache().size());
    assertNull(closed.client().failure());
  }
}
