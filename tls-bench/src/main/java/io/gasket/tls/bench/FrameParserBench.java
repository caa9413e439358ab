package io.gasket.tls.bench;

import io.gasket.tls.record.FrameParser;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Splitting received bytes into records (P4). One operation is one record: 16 records of 1 000
 * bytes arrive in segments, and the parser is asked after each segment, so at a segment of one byte
 * an operation is about a thousand calls.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameParserBench {
  private static final int RECORDS = 16;
  private static final int RECORD_LENGTH = 1_000;

  /** How the bytes arrive: all at once, or so many at a time. */
  @Param({"whole", "1460", "17", "1"})
  public String segment;

  /** Where they lie. */
  @Param({"heap", "direct"})
  public String buffer;

  private final FrameParser parser = new FrameParser();
  private ByteBuffer received;
  private int step;

  /** Lays out the records. */
  @Setup
  public void layOut() {
    int total = RECORDS * RECORD_LENGTH;
    received =
        buffer.equals("heap") ? ByteBuffer.allocate(total) : ByteBuffer.allocateDirect(total);
    for (int at = 0; at < total; at += RECORD_LENGTH) {
      received.put(at, (byte) ContentType.APPLICATION_DATA);
      received.putShort(at + 1, (short) 0x0303);
      received.putShort(at + 3, (short) (RECORD_LENGTH - FrameParser.HEADER_LENGTH));
    }
    step = segment.equals("whole") ? total : Integer.parseInt(segment);
  }

  /** One record parsed and stepped over. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int parse() throws TlsFailure {
    ByteBuffer src = received;
    int total = src.capacity();
    int records = 0;
    src.position(0);
    for (int limit = 0; limit < total; ) {
      limit = Math.min(total, limit + step);
      src.limit(limit);
      for (int length = parser.parse(src);
          length != FrameParser.NO_RECORD;
          length = parser.parse(src)) {
        src.position(src.position() + length);
        records++;
      }
    }
    return records;
  }
}
