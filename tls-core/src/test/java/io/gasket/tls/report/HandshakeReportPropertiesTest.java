package io.gasket.tls.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.testing.Flights;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Reports of what a hostile peer may send. */
class HandshakeReportPropertiesTest {
  @Property(tries = 500)
  @Label("whatever bytes a message holds, the report has a line for it and goes on")
  void anyBytes(@ForAll @IntRange(max = 25) int type, @ForAll @Size(max = 80) byte[] body) {
    HandshakeReport any = new HandshakeReport(() -> 0);
    any.handshakeMessage(
        null, false, type, ByteBuffer.wrap(Flights.message(type, body)).asReadOnlyBuffer());
    assertTrue(
        any.text().contains("< " + HandshakeType.name(type) + ", " + (4 + body.length)), any::text);
    assertFalse(
        any.text().chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)), any::text);
  }
}
