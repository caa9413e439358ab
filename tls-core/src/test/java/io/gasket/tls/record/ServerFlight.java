package io.gasket.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.RecordedSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** All that a server sent in one connection, and the reading of it in segments. */
final class ServerFlight {
  /**
   * What OpenSSL sent as server: type and fragment length of each record, read off the capture by
   * another program.
   */
  static final List<Seen> RECORDS =
      List.of(
          new Seen(22, 93),
          new Seen(22, 401),
          new Seen(22, 116),
          new Seen(22, 4),
          new Seen(20, 1),
          new Seen(22, 40),
          new Seen(23, 46),
          new Seen(23, 45),
          new Seen(21, 26));

  static final byte[] BYTES = RecordedSession.with(BulkCipher.AES_128_GCM).server().bytes();

  /** What is told of a record. */
  record Seen(int type, int fragmentLength) {}

  private ServerFlight() {}

  /**
   * Feeds the buffer in segments of these lengths, some of which may be 0, and then what is left,
   * and checks what the parser tells on the way.
   */
  static List<Seen> split(ByteBuffer src, List<Integer> segments) throws TlsFailure {
    FrameParser parser = new FrameParser();
    List<Seen> seen = new ArrayList<>();
    int end = src.limit();
    int limit = src.position();
    for (int i = 0; i <= segments.size(); i++) {
      limit = i == segments.size() ? end : Math.min(end, limit + segments.get(i));
      src.limit(limit);
      for (int length = parser.parse(src);
          length != FrameParser.NO_RECORD;
          length = parser.parse(src)) {
        assertEquals(5 + parser.fragmentLength(), length);
        assertEquals(0, parser.missing());
        seen.add(new Seen(parser.type(), parser.fragmentLength()));
        src.position(src.position() + length);
      }
      assertTrue(parser.missing() > 0);
    }
    assertEquals(end, src.position());
    return seen;
  }

  /** A parser that has seen one whole record, a close_notify. */
  static FrameParser parserAfterOneRecord() throws TlsFailure {
    FrameParser parser = new FrameParser();
    assertEquals(7, parser.parse(ByteBuffer.wrap(new byte[] {21, 3, 3, 0, 2, 1, 0})));
    return parser;
  }
}
