package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.EventLog;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Trust;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What engines tell their sinks [B7 H2]. */
class EventsTest {
  private static final long MILLISECOND = 1_000_000;

  private final EventLog clients = new EventLog();
  private final EventLog servers = new EventLog();

  /** A way for a handshake to fail. */
  private interface Attempt {
    void run(EnginePair pair) throws TlsFailure;
  }

  private record Failing(
      String name, ClientContextBuilder client, ServerContextBuilder server, Attempt attempt) {
    @Override
    public String toString() {
      return name;
    }
  }

  private EnginePair pair(ClientContextBuilder client, ServerContextBuilder server) {
    return EnginePair.of(
        client.events(clients).build(), server.events(servers).build(), BufferKind.HEAP);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("a handshake's messages, in the RFC's order, on both sides (RFC 5246 7.3)")
  void messages(CryptoProvider provider) throws TlsFailure {
    pair(Contexts.client(provider), Contexts.server(provider).tickets(false)).shakeHands();
    List<String> order =
        List.of(
            "ClientHello",
            "ServerHello",
            "Certificate",
            "ServerKeyExchange",
            "ServerHelloDone",
            "ClientKeyExchange",
            "Finished",
            "Finished");
    assertEquals(order, messageNames(clients));
    assertEquals(order, messageNames(servers));
    List<String> asSeenByServer =
        clients.lines("message").stream()
            .map(
                line ->
                    line.contains(" sent ")
                        ? line.replace(" sent ", " received ")
                        : line.replace(" received ", " sent "))
            .toList();
    assertEquals(servers.lines("message"), asSeenByServer);
  }

  private static List<String> messageNames(EventLog log) {
    return log.lines("message").stream().map(line -> line.split(" ")[2]).toList();
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("every record, with the length its header tells, once: whatever its size and place")
  void records(CryptoProvider provider) throws TlsFailure {
    EnginePair pair = pair(Contexts.client(provider), Contexts.server(provider)).shakeHands();
    clients.clear();
    servers.clear();
    byte[] sealed = pair.sealed(pair.client(), new byte[20_000]);
    int first = (sealed[3] & 0xff) << 8 | (sealed[4] & 0xff);
    List<String> lengths = List.of(first + "", sealed.length - 10 - first + "");
    assertEquals(
        lengths.stream().map(length -> "record sent application_data " + length).toList(),
        clients.lines());
    ByteBuffer net = ByteBuffer.wrap(sealed);
    assertEquals(0, pair.server().receive(net, ByteBuffer.allocate(100)));
    assertEquals(List.of(), servers.lines());
    pair.server().receive(net, ByteBuffer.allocate(20_000));
    assertEquals(
        lengths.stream().map(length -> "record received application_data " + length).toList(),
        servers.lines());
    clients.clear();
    ByteBuffer[] parts = {ByteBuffer.allocate(10), ByteBuffer.allocate(20)};
    ByteBuffer out = ByteBuffer.allocateDirect(200);
    pair.client().send(parts, 0, 2, out);
    pair.client().send(ByteBuffer.allocate(5), out);
    assertEquals(2, clients.lines("record").size());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("sessions kept and resumed, tickets issued, by ticket and by id")
  void sessions(CryptoProvider provider) throws TlsFailure {
    for (boolean tickets : new boolean[] {true, false}) {
      clients.clear();
      servers.clear();
      SecurityContext client =
          resuming(Contexts.client(provider)).tickets(tickets).events(clients).build();
      SecurityContext server =
          resuming(Contexts.server(provider)).tickets(tickets).events(servers).build();
      EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
      assertEquals(List.of("kept client byTicket=" + tickets), clients.lines("kept", "resumed"));
      assertEquals(
          List.of(tickets ? "ticket issued 7200" : "kept server byTicket=false"),
          servers.lines("kept", "ticket", "resumed"));
      clients.clear();
      servers.clear();
      EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
      assertEquals(List.of("resumed client byTicket=" + tickets), clients.lines("resumed"));
      assertEquals(List.of("resumed server byTicket=" + tickets), servers.lines("resumed"));
    }
  }

  private static <B extends ContextBuilder<B>> B resuming(B builder) {
    return builder.sessions(new SessionCache(10));
  }

  static Stream<Arguments> failures() {
    return Providers.all()
        .flatMap(provider -> failing(provider).map(failing -> Arguments.of(provider, failing)));
  }

  private static Stream<Failing> failing(CryptoProvider provider) {
    return Stream.of(
        new Failing(
            "no common group",
            Contexts.client(provider).groups(List.of(NamedGroup.SECP521R1)),
            Contexts.server(provider).groups(List.of(NamedGroup.SECP256R1)),
            EnginePair::shakeHands),
        new Failing(
            "no common suite",
            Contexts.client(provider)
                .suites(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384)),
            Contexts.server(provider)
                .suites(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)),
            EnginePair::shakeHands),
        new Failing(
            "an untrusted server",
            Contexts.client(provider)
                .trust(Trust.anchors(List.of(TestPki.rsaRoot().certificate()))),
            Contexts.server(provider),
            EnginePair::shakeHands),
        new Failing(
            "a client without the certificate that is required",
            Contexts.client(provider),
            Contexts.server(provider).clientAuth(ClientAuth.NEED, Trust.anchors(TestPki.anchors())),
            EnginePair::shakeHands),
        new Failing(
            "no common protocol",
            Contexts.client(provider).applicationProtocols("h2"),
            Contexts.server(provider).applicationProtocols("http/1.1"),
            EnginePair::shakeHands));
  }

  @ParameterizedTest(name = "{1} ({0})")
  @MethodSource("failures")
  @DisplayName(
      "B7: one event a side, with alert, direction, reason number and explanation, however often asked")
  void failsOnce(CryptoProvider provider, Failing failing) {
    EnginePair pair = pair(failing.client, failing.server);
    assertThrows(TlsFailure.class, () -> failing.attempt.run(pair));
    assertThrows(TlsFailure.class, () -> drain(pair));
    assertThrows(TlsFailure.class, () -> pair.client().endOfInput());
    assertThrows(TlsFailure.class, () -> pair.server().endOfInput());
    pair.client().close();
    pair.server().close();
    assertEquals(1, clients.failures().size());
    assertEquals(1, servers.failures().size());
    TlsFailure ours = clients.failures().get(0);
    TlsFailure theirs = servers.failures().get(0);
    assertEquals(ours.alert(), theirs.alert());
    assertTrue(ours.alert().code() > 0);
    assertFalse(ours.origin() == theirs.origin(), "one sent the alert, the other received it");
    assertFalse(ours.detail().isBlank());
    assertFalse(theirs.detail().isBlank());
    assertTrue(ours.reason().number() >= 100);
    String alert = ours.alert() + "";
    boolean byClient = ours.origin() == TlsFailure.Origin.LOCAL;
    assertEquals(
        List.of("alert sent fatal=true " + alert), (byClient ? clients : servers).lines("alert"));
    assertEquals(
        List.of("alert received fatal=true " + alert + " " + ours.alert().code()),
        (byClient ? servers : clients).lines("alert"));
    assertEquals(List.of(), clients.lines("done"));
  }

  /** The alert has to reach the other side. */
  private static void drain(EnginePair pair) throws TlsFailure {
    byte[] ofServer = EnginePair.flushed(pair.server());
    byte[] ofClient = EnginePair.flushed(pair.client());
    if (ofServer.length > 0) {
      pair.deliver(ofServer, pair.client());
    }
    pair.deliver(ofClient, pair.server());
  }

  @Test
  @DisplayName("B7: a connection that breaks is one event too, told apart by its attachment")
  void transportFailure() throws TlsFailure {
    EnginePair pair = pair(Contexts.client(provider()), Contexts.server(provider()));
    pair.server().attach("192.0.2.7:443");
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    assertThrows(TlsFailure.class, () -> pair.server().endOfInput());
    assertThrows(TlsFailure.class, () -> pair.server().endOfInput());
    assertEquals(
        List.of("192.0.2.7:443 failed server handshaking=true CLOSED_DURING_HANDSHAKE"),
        servers.lines().stream().filter(line -> line.contains("failed")).toList());
  }

  @Test
  @DisplayName("B7: halves that fail at once on two threads are one event; the first failure stays")
  void failuresOfBothHalves() {
    EngineState state = new EngineState(Contexts.client(provider()).events(clients).build());
    TlsFailure first = TlsFailure.local(Alert.INTERNAL_ERROR, Reason.INTERNAL, "one half");
    TlsFailure second = TlsFailure.transport(Reason.TRUNCATED, "the other half", null);
    assertTrue(state.fail(first));
    assertFalse(state.fail(second));
    assertEquals(List.of(first), clients.failures());
    assertSame(first, state.failure());
  }

  @Test
  @DisplayName("H2: slow steps, told with what was waited for and how long")
  void slowSteps() throws TlsFailure {
    EventLog slow = new EventLog(Duration.ofMillis(50));
    EnginePair pair =
        EnginePair.of(
            Contexts.client(provider()).events(clients.and(slow)).build(),
            Contexts.server(provider()).tickets(false).build(),
            BufferKind.HEAP);
    TlsEngine client = pair.client();
    client.tick(0);
    byte[] hello = EnginePair.flushed(client);
    client.tick(10 * MILLISECOND);
    pair.deliver(hello, pair.server());
    client.tick(70 * MILLISECOND);
    pair.deliver(EnginePair.flushed(pair.server()), client);
    client.tick(80 * MILLISECOND);
    pair.deliver(EnginePair.flushed(client), pair.server());
    client.tick(200 * MILLISECOND);
    pair.deliver(EnginePair.flushed(pair.server()), client);
    assertEquals(
        List.of("slow client ServerHello 80000000", "slow client change_cipher_spec 120000000"),
        slow.lines("slow"));
    assertEquals(List.of(), clients.lines("slow"));
    assertTrue(slow.lines("done").get(0).endsWith(" 200000000"), slow.lines()::toString);
  }

  @Test
  @DisplayName("H2: the step in which the deadline passes is a slow one; the text has all times")
  void slowUntilTheDeadline() throws TlsFailure {
    EventLog slow = new EventLog(Duration.ofMillis(50));
    EnginePair pair =
        EnginePair.of(
            Contexts.client(provider())
                .events(slow)
                .limits(Limits.defaults().withHandshakeDeadline(Duration.ofMillis(300)))
                .build(),
            Contexts.server(provider()).tickets(false).build(),
            BufferKind.HEAP);
    TlsEngine client = pair.client();
    client.tick(0);
    pair.deliver(EnginePair.flushed(client), pair.server());
    client.tick(20 * MILLISECOND);
    pair.deliver(EnginePair.flushed(pair.server()), client);
    client.tick(30 * MILLISECOND);
    TlsFailure failure = assertThrows(TlsFailure.class, () -> client.tick(330 * MILLISECOND));
    assertEquals(List.of("slow client change_cipher_spec 300000000"), slow.lines("slow"));
    assertEquals(
        "the handshake did not finish within 300 ms (Limits.handshakeDeadline); it stood waiting"
            + " for change_cipher_spec. Waited for: ServerHello 30 ms, change_cipher_spec 300 ms.",
        failure.detail());
  }

  @Test
  @DisplayName("a listener of one engine hears that engine alone, beside the context's sink")
  void listener() throws TlsFailure {
    SecurityContext client = Contexts.client(provider()).events(clients).build();
    SecurityContext server = Contexts.server(provider()).build();
    EventLog own = new EventLog();
    TlsEngine observed = client.newEngine("localhost").observe(own);
    new EnginePair(observed, server.newEngine(), BufferKind.HEAP).shakeHands();
    assertEquals(clients.lines(), own.lines());
    clients.clear();
    own.clear();
    EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertFalse(clients.lines().isEmpty());
    assertEquals(List.of(), own.lines());
    assertThrows(IllegalStateException.class, () -> observed.observe(own));
  }

  @Test
  @DisplayName("two sinks: both hear all, and a sink beside none is left alone")
  void bothSinks() throws TlsFailure {
    assertEquals(clients, clients.and(EventSink.NONE));
    assertEquals(clients, EventSink.NONE.and(clients));
    EventLog other = new EventLog();
    SecurityContext server = resuming(Contexts.server(provider())).build();
    SecurityContext client =
        resuming(Contexts.client(provider()))
            .trust(Trust.dangerousTrustAll())
            .events(clients.and(other))
            .keyLog((random, secret) -> {})
            .build();
    for (int i = 0; i < 2; i++) {
      EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
      pair.server().close();
      pair.deliver(EnginePair.flushed(pair.server()), pair.client());
      pair.client().close();
      pair.client().flush(ByteBuffer.allocate(100));
    }
    TlsEngine broken = client.newEngine("localhost");
    assertThrows(TlsFailure.class, broken::endOfInput);
    assertEquals(clients.lines(), other.lines());
    for (String kind :
        List.of("message", "record", "dangerous", "kept", "keys", "done", "alert", "failed")) {
      assertFalse(other.lines(kind).isEmpty(), kind);
    }
  }

  @Test
  @DisplayName("P4: events of records allocate nothing, heard or not")
  void recordsAllocateNothing() throws Throwable {
    long silent = allocatedByRoundTrip(EventSink.NONE);
    long[] heard = {0};
    EventSink counting =
        new EventSink() {
          @Override
          public void record(Object attachment, boolean sent, int type, int length) {
            heard[0] += length;
          }
        };
    assertEquals(silent, allocatedByRoundTrip(counting));
    assertTrue(heard[0] > 0);
  }

  private static long allocatedByRoundTrip(EventSink sink) throws Throwable {
    EnginePair pair =
        EnginePair.of(
                Contexts.client(provider()).events(sink).build(),
                Contexts.server(provider()).events(sink).build(),
                BufferKind.HEAP)
            .shakeHands();
    ByteBuffer app = ByteBuffer.wrap("some data".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer net = ByteBuffer.allocate(100);
    ByteBuffer plain = ByteBuffer.allocate(100);
    return Allocations.of(
        () -> {
          pair.client().send(app.rewind(), net.clear());
          pair.server().receive(net.flip(), plain.clear());
        });
  }

  private static CryptoProvider provider() {
    return Providers.all().findFirst().orElseThrow();
  }
}
