package io.gasket.tls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.FuzzOracle;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.RecordedMessages;
import io.gasket.tls.testing.RecordedSession;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Trust;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Coverage-guided fuzzing of whole engines; how to run it stands in the module's pom.xml. */
@DisplayName("B2 and P6, fuzzed: the engine, in both roles")
class EngineFuzzIT {
  private static final List<Integer> KINDS =
      List.of(
          HandshakeType.CLIENT_HELLO,
          HandshakeType.SERVER_HELLO,
          HandshakeType.CERTIFICATE,
          HandshakeType.SERVER_KEY_EXCHANGE,
          HandshakeType.CERTIFICATE_REQUEST,
          HandshakeType.SERVER_HELLO_DONE,
          HandshakeType.CLIENT_KEY_EXCHANGE,
          HandshakeType.CERTIFICATE_VERIFY);

  private static final SecurityContext CLIENT =
      Contexts.client(CryptoProviders.standard())
          .applicationProtocols("h2", "http/1.1")
          .credential(TestPki.client(TestPki.KeyKind.EC_P256))
          .build();
  private static final SecurityContext SERVER =
      Contexts.server(CryptoProviders.standard())
          .applicationProtocols("h2", "http/1.1")
          .clientAuth(ClientAuth.WANT, Trust.anchors(TestPki.anchors()))
          .build();

  static Stream<Arguments> clientBytes() {
    return seeds(".client.", RecordedSession.with(BulkCipher.AES_256_GCM).client().bytes());
  }

  static Stream<Arguments> serverBytes() {
    return seeds(".server.", RecordedSession.with(BulkCipher.AES_256_GCM).server().bytes());
  }

  /** The place of a message in {@link #KINDS} and another body for it. */
  static Stream<Arguments> bodies() {
    List<Arguments> seeds = new ArrayList<>();
    for (byte[] message : RecordedMessages.openssl().values()) {
      int place = KINDS.indexOf((int) message[0]);
      if (place >= 0) {
        byte[] seed =
            Arrays.copyOfRange(message, HandshakeMessage.HEADER_LENGTH - 1, message.length);
        seed[0] = (byte) place;
        seeds.add(Arguments.of((Object) seed));
      }
    }
    return seeds.stream();
  }

  @MethodSource("clientBytes")
  @FuzzTest(maxDuration = "5m")
  @DisplayName("a server that gets any bytes")
  void server(byte[] bytes) {
    FuzzOracle.judge(() -> feed(SERVER.newEngine(), bytes));
  }

  @MethodSource("serverBytes")
  @FuzzTest(maxDuration = "5m")
  @DisplayName("a client that gets any bytes")
  void client(byte[] bytes) {
    FuzzOracle.judge(
        () -> {
          TlsEngine engine = CLIENT.newEngine("localhost");
          EnginePair.flushed(engine);
          feed(engine, bytes);
        });
  }

  @MethodSource("bodies")
  @FuzzTest(maxDuration = "5m")
  @DisplayName("a handshake in which one message has another body")
  void message(byte[] bytes) {
    if (bytes.length > 0) {
      int type = KINDS.get((bytes[0] & 0xff) % KINDS.size());
      byte[] replaced = Flights.message(type, Arrays.copyOfRange(bytes, 1, bytes.length));
      Interference.Change change = Interference.on(type, message -> replaced);
      FuzzOracle.judge(
          () -> {
            Interference between = new Interference(CLIENT, SERVER);
            between.toServer(change).toClient(change).toServer(change).toClient(change);
          });
    }
  }

  private static void feed(TlsEngine engine, byte[] bytes) throws TlsFailure {
    ByteBuffer net = BufferKind.HEAP.of(bytes);
    try {
      engine.receive(net, ByteBuffer.allocate(100));
      engine.endOfInput();
    } finally {
      EnginePair.flushed(engine);
    }
  }

  private static Stream<Arguments> seeds(String side, byte[] recordedSession) {
    Stream<byte[]> messages =
        RecordedMessages.openssl().entrySet().stream()
            .filter(entry -> entry.getKey().contains(side))
            .map(Map.Entry::getValue)
            .map(Flights::records);
    Stream<byte[]> others =
        Stream.of(
            recordedSession,
            RecordedMessages.frame("frame310"),
            RecordedMessages.frame("frame320"),
            Flights.records(RecordedMessages.browsers().get("chrome")),
            Flights.records(RecordedMessages.browsers().get("firefox")));
    return Stream.concat(messages, others).map(bytes -> Arguments.of((Object) bytes));
  }
}
