package io.gasket.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * P4, as properties; apart from the examples, because jqwik skips what carries JUnit's annotations.
 */
@Label("P4: incoming bytes are split into records, for any bytes and segments")
class FrameParserPropertiesTest {
  @Property(tries = 300)
  @Label("any segmentation gives the same records")
  void anySegmentation(
      @ForAll BufferKind kind, @ForAll @Size(max = 60) List<@IntRange(max = 400) Integer> segments)
      throws TlsFailure {
    assertEquals(ServerFlight.RECORDS, ServerFlight.split(kind.of(ServerFlight.BYTES), segments));
  }

  @Property(tries = 2000)
  @Label(
      "a header that fails as a whole fails the same way at its earliest telling byte, and only such a one")
  void partsAndWholeAgree(
      @ForAll("headers") byte[] header, @ForAll boolean negotiated, @ForAll boolean first)
      throws TlsFailure {
    TlsFailure whole = outcome(header, 5, negotiated, first);
    TlsFailure early = null;
    for (int length = 0; length < 5 && early == null; length++) {
      early = outcome(header, length, negotiated, first);
    }
    if (early != null) {
      assertNotNull(whole);
      assertEquals(early.alert(), whole.alert());
      assertEquals(early.reason(), whole.reason());
    } else if (whole != null) {
      assertEquals(
          Reason.RECORD_TOO_LONG,
          whole.reason(),
          "only the length's low byte tells nothing earlier");
    }
  }

  @Provide
  Arbitrary<byte[]> headers() {
    Arbitrary<Integer> type = Arbitraries.integers().between(18, 25);
    Arbitrary<Integer> major = Arbitraries.of(3, 3, 3, 2);
    Arbitrary<Integer> minor = Arbitraries.of(3, 3, 1, 4);
    Arbitrary<Integer> high = Arbitraries.of(0, 0x3f, 0x40, 0x41, 0xff);
    Arbitrary<Integer> low = Arbitraries.of(0, 1, 0xff);
    return Combinators.combine(type, major, minor, high, low)
        .as(
            (a, b, c, d, e) ->
                new byte[] {
                  a.byteValue(), b.byteValue(), c.byteValue(), d.byteValue(), e.byteValue()
                });
  }

  private static TlsFailure outcome(byte[] header, int length, boolean negotiated, boolean first)
      throws TlsFailure {
    FrameParser parser = first ? new FrameParser() : ServerFlight.parserAfterOneRecord();
    if (negotiated) {
      parser.requireVersion(ProtocolVersion.TLS_1_2);
    }
    try {
      parser.parse(ByteBuffer.wrap(header, 0, length));
      return null;
    } catch (TlsFailure failure) {
      return failure;
    }
  }
}
