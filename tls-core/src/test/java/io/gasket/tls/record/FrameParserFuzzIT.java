package io.gasket.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.FuzzOracle;
import io.gasket.tls.testing.RecordedMessages;
import io.gasket.tls.testing.RecordedSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Coverage-guided fuzzing of the frame parser; how to run it stands in the module's pom.xml. */
@DisplayName("P4, fuzzed: the frame parser")
class FrameParserFuzzIT {
  private static final Set<Reason> FOREIGN =
      EnumSet.of(Reason.NOT_TLS, Reason.PLAINTEXT_HTTP, Reason.SSL2_HELLO);

  static Stream<Arguments> seeds() {
    return Stream.of(
            RecordedSession.with(BulkCipher.AES_128_GCM).client().bytes(),
            RecordedSession.with(BulkCipher.AES_128_GCM).server().bytes(),
            RecordedSession.with(BulkCipher.CHACHA20_POLY1305).client().bytes(),
            RecordedMessages.frame("frame310"),
            RecordedMessages.frame("frame320"),
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
        .map(bytes -> Arguments.of((Object) bytes));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  @DisplayName("the same records and a failure at the same place, whole or byte by byte")
  void splits(byte[] bytes) {
    FuzzOracle.judge(() -> assertEquals(split(bytes, bytes.length), split(bytes, 1)));
  }

  /** The records found, and the reason of the failure that ended it, if any. */
  private static List<String> split(byte[] bytes, int step) {
    FrameParser parser = new FrameParser();
    List<String> found = new ArrayList<>();
    ByteBuffer net = ByteBuffer.wrap(bytes).limit(0);
    try {
      while (net.limit() < bytes.length) {
        net.limit(Math.min(bytes.length, net.limit() + step));
        takeAll(parser, net, found);
      }
    } catch (TlsFailure failure) {
      // What a foreign peer speaks is a guess from as many bytes as are there, so it may differ.
      found.add(FOREIGN.contains(failure.reason()) ? "foreign" : failure.reason().name());
    }
    return found;
  }

  private static void takeAll(FrameParser parser, ByteBuffer net, List<String> found)
      throws TlsFailure {
    while (true) {
      int before = net.position();
      int length = parser.parse(net);
      assertEquals(before, net.position());
      if (length == FrameParser.NO_RECORD) {
        assertTrue(parser.missing() > 0);
        return;
      }
      assertEquals(FrameParser.HEADER_LENGTH + parser.fragmentLength(), length);
      assertTrue(parser.fragmentLength() <= FrameParser.MAX_PLAINTEXT);
      found.add(parser.type() + ":" + length);
      net.position(before + length);
    }
  }
}
