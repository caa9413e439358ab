package io.gasket.tls.record;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Records before keys are there (RFC 5246 6.2.1)")
class PlaintextRecordsTest {
  @Test
  @DisplayName(
      "a fatal handshake_failure alert as the RFC lays it out, in a record of each version")
  void sealsAnAlert() throws TlsFailure {
    byte[] alert = {2, 40};
    byte[] out = new byte[7];
    RecordSealer old = new PlaintextSealer(ProtocolVersion.TLS_1_0);
    assertEquals(7, old.sealedLength(2));
    assertEquals(7, old.seal(ContentType.ALERT, alert, 0, 2, out, 0));
    assertEquals("15030100020228", HexFormat.of().formatHex(out));
    new PlaintextSealer(ProtocolVersion.TLS_1_2).seal(ContentType.ALERT, alert, 0, 2, out, 0);
    assertEquals("15030300020228", HexFormat.of().formatHex(out));
    assertEquals(1, old.records());
  }

  @Test
  @DisplayName("sealing in place, and at offsets")
  void sealsInPlace() throws TlsFailure {
    RecordSealer sealer = new PlaintextSealer(ProtocolVersion.TLS_1_2);
    byte[] array = {9, 0, 0, 0, 0, 0, 1, 2, 3, 9};
    assertEquals(
        8, sealer.seal(ContentType.HANDSHAKE, array, 1 + sealer.plaintextOffset(), 3, array, 1));
    assertArrayEquals(new byte[] {9, 22, 3, 3, 0, 3, 1, 2, 3, 9}, array);
    byte[] out = new byte[5];
    assertEquals(3, new PlaintextOpener().open(ContentType.HANDSHAKE, array, 1, 3, out, 2));
    assertArrayEquals(new byte[] {0, 0, 1, 2, 3}, out);
  }

  @Test
  @DisplayName("16384 bytes pass; one more is refused, with record_overflow when received")
  void longest() throws TlsFailure {
    int most = FrameParser.MAX_PLAINTEXT;
    byte[] in = new byte[most + 1];
    Arrays.fill(in, (byte) 7);
    byte[] out = new byte[most + 6];
    byte[] opened = new byte[most + 1];
    RecordSealer sealer = new PlaintextSealer(ProtocolVersion.TLS_1_2);
    RecordOpener opener = new PlaintextOpener();
    assertEquals(most, opener.maxFragment());
    assertEquals(most, opener.plaintextRoom(most));
    assertEquals(most + 5, sealer.seal(ContentType.HANDSHAKE, in, 0, most, out, 0));
    assertEquals(most, opener.open(ContentType.HANDSHAKE, out, 0, most, opened, 0));
    assertArrayEquals(Arrays.copyOf(in, most), Arrays.copyOf(opened, most));
    assertThrows(
        IllegalArgumentException.class,
        () -> sealer.seal(ContentType.HANDSHAKE, in, 0, most + 1, out, 0));
    assertFails(
        Alert.RECORD_OVERFLOW,
        Reason.RECORD_TOO_LONG,
        () -> opener.open(ContentType.HANDSHAKE, out, 0, most + 1, opened, 0));
  }
}
