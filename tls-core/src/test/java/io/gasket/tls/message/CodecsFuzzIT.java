package io.gasket.tls.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.FuzzOracle;
import io.gasket.tls.testing.RecordedMessages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Coverage-guided fuzzing of every reader; how to run it stands in the module's pom.xml. */
@DisplayName("B2, fuzzed: the readers of messages and extensions")
class CodecsFuzzIT {
  private static final int LIMIT = 65_535;

  static Stream<Arguments> messages() {
    return Stream.of(RecordedMessages.openssl(), RecordedMessages.browsers())
        .flatMap(recorded -> recorded.values().stream())
        .map(message -> Arguments.of((Object) message));
  }

  /** A type's place in {@link Codecs#extensionTypes()} and a body. */
  static Stream<Arguments> extensions() throws TlsFailure {
    List<Arguments> seeds = new ArrayList<>();
    for (byte[] message : RecordedMessages.browsers().values()) {
      ClientHello hello = ClientHello.read(new HandshakeMessage(message).body());
      for (Extension extension : hello.extensions().extensions()) {
        int place = Codecs.extensionTypes().indexOf(extension.type());
        if (place >= 0) {
          byte[] seed = new Wire(64).u8(place).bytes(extension.body()).toBytes();
          seeds.add(Arguments.of((Object) seed));
        }
      }
    }
    return seeds.stream();
  }

  @MethodSource("messages")
  @FuzzTest(maxDuration = "5m")
  @DisplayName("handshake bytes, reassembled and read")
  void handshakeBytes(byte[] bytes) {
    FuzzOracle.judge(
        () -> {
          HandshakeReassembler reassembler = new HandshakeReassembler(LIMIT);
          reassembler.append(bytes, 0, bytes.length);
          for (HandshakeMessage message = reassembler.next();
              message != null;
              message = reassembler.next()) {
            Codecs.read(message);
          }
        });
  }

  @MethodSource("extensions")
  @FuzzTest(maxDuration = "5m")
  @DisplayName("the bodies of extensions")
  void extensionBodies(byte[] bytes) {
    if (bytes.length > 0) {
      int type = Codecs.extensionTypes().get((bytes[0] & 0xff) % Codecs.extensionTypes().size());
      FuzzOracle.judge(
          () -> Codecs.read(new Extension(type, Arrays.copyOfRange(bytes, 1, bytes.length))));
    }
  }
}
