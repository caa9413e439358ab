package io.gasket.tls.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Flights;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** B2 as properties: no bytes whatever bring anything but TlsFailure out of a reader. */
@Label("B2: readers of random bytes fail with TlsFailure or not at all")
class RandomBytesTest {
  @Property(tries = 2000)
  @Label("a message of any type and body")
  void messages(@ForAll @IntRange(max = 25) int type, @ForAll("bodies") byte[] body) {
    onlyTlsFailure(() -> Codecs.read(new HandshakeMessage(Flights.message(type, body))));
  }

  @Property(tries = 2000)
  @Label("an extension of any type and body")
  void extensions(@ForAll("types") int type, @ForAll("bodies") byte[] body) {
    onlyTlsFailure(() -> Codecs.read(new Extension(type, body)));
  }

  @Property(tries = 500)
  @Label("what the reassembler gives out is what went in, however it was cut")
  void reassembly(
      @ForAll @Size(max = 5) List<@Size(max = 40) byte[]> bodies,
      @ForAll @IntRange(min = 1, max = 50) int step)
      throws TlsFailure {
    Wire all = new Wire(64);
    bodies.forEach(body -> all.bytes(Flights.message(20, body)));
    byte[] sent = all.toBytes();
    Wire received = new Wire(64);
    HandshakeReassembler reassembler = new HandshakeReassembler(1024);
    for (int at = 0; at < sent.length; at += step) {
      reassembler.append(sent, at, Math.min(step, sent.length - at));
      for (HandshakeMessage message = reassembler.next();
          message != null;
          message = reassembler.next()) {
        received.bytes(message.bytes());
      }
    }
    assertArrayEquals(sent, received.toBytes());
  }

  /** Bytes that often look like lengths. */
  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<Byte> bytes =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.bytes().between((byte) 0, (byte) 6)),
            Tuple.of(2, Arbitraries.bytes()));
    return bytes.array(byte[].class).ofMaxSize(120);
  }

  @Provide
  Arbitrary<Integer> types() {
    return Arbitraries.of(Codecs.extensionTypes());
  }

  private interface Reading {
    void read() throws TlsFailure;
  }

  private static void onlyTlsFailure(Reading reading) {
    try {
      reading.read();
    } catch (TlsFailure failure) {
      assertNotSame(Alert.INTERNAL_ERROR, failure.alert());
    }
  }
}
