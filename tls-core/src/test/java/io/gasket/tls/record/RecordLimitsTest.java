package io.gasket.tls.record;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.CopyingAead;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Record limits, and what record protection itself costs")
class RecordLimitsTest {
  private static final int TYPE = ContentType.APPLICATION_DATA;
  private static final byte[] IN = new byte[FrameParser.MAX_PLAINTEXT];

  private final CopyingAead aead = new CopyingAead();
  private final byte[] out = new byte[FrameParser.MAX_CIPHERTEXT];

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "the limit's last record passes, the next is refused and writes nothing; alerts have a small reserve")
  void recordLimit(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(cipher, 10);
    for (int i = 0; i < 10; i++) {
      sealer.seal(TYPE, IN, 0, 1, out, 0);
    }
    byte[] before = out.clone();
    assertFails(
        Alert.INTERNAL_ERROR,
        Reason.RECORD_LIMIT_REACHED,
        () -> sealer.seal(TYPE, IN, 0, 2, out, 0));
    assertArrayEquals(before, out);
    assertEquals(10, sealer.records());
    for (int i = 0; i < AeadRecordSealer.ALERT_RESERVE; i++) {
      sealer.seal(ContentType.ALERT, IN, 0, 2, out, 0);
    }
    assertFails(
        Alert.INTERNAL_ERROR,
        Reason.RECORD_LIMIT_REACHED,
        () -> sealer.seal(ContentType.ALERT, IN, 0, 2, out, 0));
    assertEquals(10 + AeadRecordSealer.ALERT_RESERVE, sealer.records());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "the largest limit leaves room for the reserve before the sequence number could wrap (RFC 5246 6.1)")
  void largestLimit(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(cipher, Long.MAX_VALUE);
    sealer.seal(TYPE, IN, 0, 1, out, 0);
    assertEquals(1, sealer.records());
  }

  @Test
  @DisplayName("nonce and additional data carry the sequence number in all their bytes")
  void wideSequenceNumbers() throws TlsFailure {
    RecordSealer sealer = sealer(BulkCipher.CHACHA20_POLY1305, Long.MAX_VALUE);
    for (int i = 0; i <= 0x012345; i++) {
      sealer.seal(TYPE, IN, 0, 0, out, 0);
    }
    ByteBuffer aad = ByteBuffer.wrap(aead.lastAad);
    assertEquals(0x012345L, aad.getLong());
    assertEquals(0x17_0303_00, aad.getInt());
    ByteBuffer nonce = ByteBuffer.wrap(aead.lastNonce);
    assertEquals(0x01020304, nonce.getInt());
    assertEquals(0x05060708_090a0b0cL ^ 0x012345L, nonce.getLong());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("sealing and opening add nothing to what the AEAD allocates")
  void noAllocation(BulkCipher cipher) throws Throwable {
    RecordSealer sealer = sealer(cipher, Long.MAX_VALUE);
    RecordOpener opener = new AeadRecordOpener(aead, cipher, new AeadInputs(cipher, iv(cipher)));
    byte[] plaintext = new byte[FrameParser.MAX_PLAINTEXT];
    long bytes =
        Allocations.of(
            () -> {
              for (int length = 0; length < 1_000; length++) {
                int sealed = sealer.seal(TYPE, IN, 0, length, out, 0);
                assertEquals(length, opener.open(TYPE, out, 0, sealed - 5, plaintext, 0));
              }
            });
    assertEquals(0, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("destroying reaches the AEAD and forgets the IV")
  void destroy(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(cipher, 1);
    sealer.destroy();
    assertTrue(aead.destroyed);
    sealer.seal(TYPE, IN, 0, 0, out, 0);
    assertArrayEquals(new byte[12], aead.lastNonce);

    CopyingAead opening = new CopyingAead();
    RecordOpener opener = new AeadRecordOpener(opening, cipher, new AeadInputs(cipher, iv(cipher)));
    opener.destroy();
    assertTrue(opening.destroyed);
    opener.open(TYPE, new byte[100], 0, cipher.overhead(), out, 0);
    assertArrayEquals(new byte[12], opening.lastNonce);
  }

  private RecordSealer sealer(BulkCipher cipher, long limit) {
    return new AeadRecordSealer(aead, cipher, new AeadInputs(cipher, iv(cipher)), limit);
  }

  private static byte[] iv(BulkCipher cipher) {
    byte[] iv = new byte[cipher.fixedIvLength()];
    for (int i = 0; i < iv.length; i++) {
      iv[i] = (byte) (i + 1);
    }
    return iv;
  }
}
