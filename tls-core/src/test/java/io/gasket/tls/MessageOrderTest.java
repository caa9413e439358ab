package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.LegalOrders.Kind;
import io.gasket.tls.LegalOrders.Step;
import io.gasket.tls.LegalOrders.Variant;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.KnownSession;
import io.gasket.tls.testing.RecordingSink;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedPeer;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At each point of every legal order of messages every other message. On one provider: no state
 * looks at cryptography before the message's type.
 */
@DisplayName("Whatever comes out of order is refused with unexpected_message (RFC 5246 7.2.2, 7.3)")
class MessageOrderTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.fastest();

  /**
   * A message out of the blue.
   *
   * @param type of the handshake message, or of another record when negative
   */
  private record Bare(int type) {
    @Override
    public String toString() {
      return type < 0
          ? ContentType.name(-type).replace("application_data", "application data")
          : HandshakeType.name(type);
    }
  }

  /** What all engines of a variant come from, made once. */
  private record Setting(SecurityContext context, KnownSession session) {}

  private static final Map<Variant, Setting> SETTINGS = new ConcurrentHashMap<>();

  /** Every point of every order: the steps up to there. */
  static Stream<Arguments> points() {
    return LegalOrders.VARIANTS.stream()
        .flatMap(
            variant ->
                variant.legal().stream()
                    .flatMap(
                        order ->
                            IntStream.rangeClosed(0, order.size())
                                .mapToObj(length -> order.subList(0, length)))
                    .distinct()
                    .map(prefix -> Arguments.of(variant, prefix)));
  }

  private static ScriptedPeer peer(Variant variant, RecordingSink sink) throws TlsFailure {
    return variant.server() ? clientOf(variant, sink) : serverOf(variant, sink);
  }

  private static Renegotiation allowed(Variant variant) {
    return variant.kind() == Kind.RENEGOTIATION ? Renegotiation.upTo(1) : Renegotiation.OFF;
  }

  private static Setting serverSetting(Variant variant) {
    KnownSession session = KnownSession.ofServer();
    ServerContextBuilder server =
        session.knownTo(Contexts.server(CRYPTO)).renegotiation(allowed(variant));
    if (variant.optional()) {
      server.clientAuth(ClientAuth.WANT, Contexts.trust());
    }
    return new Setting(server.build(), session);
  }

  private static Setting clientSetting(Variant variant) {
    KnownSession session = KnownSession.ofClient(variant.kind() == Kind.BY_TICKET);
    ClientContextBuilder client =
        Contexts.client(CRYPTO).tickets(true).renegotiation(allowed(variant));
    if (variant.resumes()) {
      session.knownTo(client);
    }
    return new Setting(client.build(), session);
  }

  private static ScriptedClient clientOf(Variant variant, RecordingSink sink) throws TlsFailure {
    Setting setting = SETTINGS.computeIfAbsent(variant, MessageOrderTest::serverSetting);
    KnownSession session = setting.session().renew();
    ScriptedClient client =
        new ScriptedClient(
            setting.context().newEngine().observe(sink),
            CRYPTO,
            TestPki.clientIdentity(KeyKind.EC_P256));
    switch (variant.kind()) {
      case FULL -> {}
      case BY_ID -> session.resumedById(client);
      case BY_TICKET -> session.resumedByTicket(client);
      case RENEGOTIATION -> {
        client.clientHello();
        if (variant.optional()) {
          client.emptyCertificate();
        }
        client.clientKeyExchange();
        client.changeCipherSpec();
        client.finished();
        client.readFinished();
        client.renegotiating();
      }
    }
    return client;
  }

  private static ScriptedServer serverOf(Variant variant, RecordingSink sink) throws TlsFailure {
    Setting setting = SETTINGS.computeIfAbsent(variant, MessageOrderTest::clientSetting);
    KnownSession session = setting.session().renew();
    ScriptedServer server =
        new ScriptedServer(
            setting.context().newEngine("localhost").observe(sink),
            CRYPTO,
            TestPki.serverIdentity(KeyKind.EC_P256));
    switch (variant.kind()) {
      case FULL -> {}
      case BY_ID, BY_TICKET -> session.resumedBy(server);
      case RENEGOTIATION -> {
        server.shakeHands().renegotiating();
        server.engine().renegotiate();
      }
    }
    if (variant.optional()) {
      server.withTicket();
    }
    server.readHello();
    return server;
  }

  private static void take(Variant variant, ScriptedPeer peer, Step step) throws TlsFailure {
    if (peer instanceof ScriptedClient client) {
      switch (step) {
        case CLIENT_HELLO -> {
          if (variant.resumes()) {
            client.resumingHello();
          } else {
            client.clientHello();
          }
        }
        case CERTIFICATE -> client.certificate();
        case EMPTY_CERTIFICATE -> client.emptyCertificate();
        case CLIENT_KEY_EXCHANGE -> client.clientKeyExchange();
        case CERTIFICATE_VERIFY -> client.certificateVerify();
        case CHANGE_CIPHER_SPEC -> client.changeCipherSpec();
        case FINISHED -> {
          client.finished();
          if (!variant.resumes()) {
            client.readFinished();
          }
        }
        default -> throw new AssertionError(step);
      }
    } else if (peer instanceof ScriptedServer server) {
      switch (step) {
        case SERVER_HELLO -> server.serverHello();
        case CERTIFICATE -> server.certificate();
        case SERVER_KEY_EXCHANGE -> server.serverKeyExchange();
        case NEW_SESSION_TICKET -> server.newSessionTicket();
        case CERTIFICATE_REQUEST -> server.certificateRequest();
        case SERVER_HELLO_DONE -> server.serverHelloDone();
        case CHANGE_CIPHER_SPEC -> server.changeCipherSpec();
        case FINISHED -> {
          server.finished();
          if (variant.resumes()) {
            server.readFinished();
          }
        }
        default -> throw new AssertionError(step);
      }
    }
  }

  private static ScriptedPeer peerAt(Variant variant, List<Step> prefix, RecordingSink sink)
      throws TlsFailure {
    ScriptedPeer peer = peer(variant, sink);
    for (Step step : prefix) {
      take(variant, peer, step);
      assertNull(peer.engine().failure());
    }
    return peer;
  }

  /** Every handshake type that has a name, some that have none here, and the other records. */
  private static List<Bare> everything() {
    List<Bare> all = new ArrayList<>();
    IntStream.of(0, 1, 2, 3, 4, 5, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 67, 254, 255)
        .forEach(type -> all.add(new Bare(type)));
    all.add(new Bare(-ContentType.CHANGE_CIPHER_SPEC));
    all.add(new Bare(-ContentType.APPLICATION_DATA));
    return all;
  }

  /** What may come at a point: the next steps of all orders, and what is passed over. */
  private static Set<Integer> legal(Variant variant, List<Step> prefix) {
    Set<Integer> types =
        variant.legal().stream()
            .filter(order -> order.size() > prefix.size())
            .filter(order -> order.subList(0, prefix.size()).equals(prefix))
            .map(order -> order.get(prefix.size()).type)
            .collect(Collectors.toSet());
    boolean connected = types.isEmpty();
    if (variant.kind() == Kind.RENEGOTIATION && !prefix.contains(Step.CHANGE_CIPHER_SPEC)) {
      // In a renegotiation data go on under the old keys.
      types.add(-ContentType.APPLICATION_DATA);
    }
    if (connected) {
      types.add(-ContentType.APPLICATION_DATA);
      // A request to renegotiate: refused, but with a warning.
      types.add(variant.server() ? HandshakeType.CLIENT_HELLO : HandshakeType.HELLO_REQUEST);
    } else if (!variant.server()) {
      // RFC 5246 7.4.1.1: ignored in the midst of a handshake.
      types.add(HandshakeType.HELLO_REQUEST);
    }
    return types;
  }

  private static void utter(ScriptedPeer peer, Bare saying) throws TlsFailure {
    if (saying.type() == -ContentType.CHANGE_CIPHER_SPEC) {
      peer.changeCipherSpec();
    } else if (saying.type() == HandshakeType.FINISHED) {
      peer.finished();
    } else if (saying.type() < 0) {
      peer.send(-saying.type(), (byte) 1);
    } else {
      peer.say(saying.type());
    }
  }

  @ParameterizedTest(name = "{0} after {1}")
  @MethodSource("points")
  @DisplayName("at every point of every legal order, each message that may not come there")
  void refused(Variant variant, List<Step> prefix) throws TlsFailure {
    Set<Integer> legal = legal(variant, prefix);
    int refused = 0;
    for (Bare saying : everything()) {
      if (legal.contains(saying.type())) {
        continue;
      }
      RecordingSink sink = new RecordingSink();
      ScriptedPeer peer = peerAt(variant, prefix, sink);
      Reason reason =
          switch (saying.type()) {
            case -ContentType.CHANGE_CIPHER_SPEC -> Reason.UNEXPECTED_CHANGE_CIPHER_SPEC;
            case -ContentType.APPLICATION_DATA -> Reason.UNEXPECTED_APPLICATION_DATA;
            default -> Reason.UNEXPECTED_MESSAGE;
          };
      TlsFailure failure =
          Refusals.assertRefuses(peer, Alert.UNEXPECTED_MESSAGE, reason, () -> utter(peer, saying));
      assertTrue(failure.detail().startsWith(saying.toString()), failure::detail);
      assertEquals(List.of(failure), sink.failures());
      refused++;
    }
    assertTrue(refused >= 18, "only " + refused + " messages were tried");
  }

  @ParameterizedTest(name = "{0} after {1}")
  @MethodSource("points")
  @DisplayName("HelloRequest changes nothing in a client's handshake (RFC 5246 7.4.1.1)")
  void helloRequest(Variant variant, List<Step> prefix) throws TlsFailure {
    if (variant.server() || variant.legal().contains(prefix)) {
      return;
    }
    ScriptedPeer peer = peerAt(variant, prefix, new RecordingSink());
    // Not through say(): no transcript holds it.
    peer.send(ContentType.HANDSHAKE, ScriptedPeer.message(HandshakeType.HELLO_REQUEST));
    List<Step> whole =
        variant.legal().stream()
            .filter(order -> order.size() > prefix.size())
            .filter(order -> order.subList(0, prefix.size()).equals(prefix))
            .findFirst()
            .orElse(prefix);
    for (Step step : whole.subList(prefix.size(), whole.size())) {
      take(variant, peer, step);
    }
    assertTrue((peer.engine().needs() & TlsEngine.CONNECTED) != 0);
  }
}
