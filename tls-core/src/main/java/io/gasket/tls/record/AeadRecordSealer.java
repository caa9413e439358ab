package io.gasket.tls.record;

import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/** Seals records by an AEAD: header, explicit nonce if any, ciphertext, tag (RFC 5246 6.2.3.3). */
final class AeadRecordSealer implements RecordSealer {
  /**
   * Alerts that may still be sealed when the limit is reached. The limit has a wide margin; the
   * sequence number has not.
   */
  static final int ALERT_RESERVE = 4;

  private final AeadSealer aead;
  private final BulkCipher cipher;
  private final AeadInputs inputs;
  private final int overhead;
  private final int plaintextOffset;
  private final long limit;
  private final long alertLimit;

  AeadRecordSealer(AeadSealer aead, BulkCipher cipher, AeadInputs inputs, long limit) {
    this.aead = aead;
    this.cipher = cipher;
    this.inputs = inputs;
    this.overhead = cipher.overhead();
    this.plaintextOffset = FrameParser.HEADER_LENGTH + cipher.explicitNonceLength();
    this.limit = Math.min(limit, Long.MAX_VALUE - ALERT_RESERVE);
    this.alertLimit = this.limit + ALERT_RESERVE;
  }

  @Override
  public int sealedLength(int plaintextLength) {
    return FrameParser.HEADER_LENGTH + plaintextLength + overhead;
  }

  @Override
  public int plaintextOffset() {
    return plaintextOffset;
  }

  @Override
  public int seal(int type, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws TlsFailure {
    RecordHeader.checkPlaintextLength(length);
    int sealed = sealedLength(length);
    Objects.checkFromIndexSize(inOffset, length, in.length);
    Objects.checkFromIndexSize(outOffset, sealed, out.length);
    spend(type, length);
    aead.seal(
        inputs.nonce,
        inputs.additionalData,
        in,
        inOffset,
        length,
        out,
        outOffset + plaintextOffset);
    inputs.writeExplicit(out, outOffset + FrameParser.HEADER_LENGTH);
    RecordHeader.write(out, outOffset, type, ProtocolVersion.TLS_1_2, length + overhead);
    return sealed;
  }

  @Override
  public boolean takesDirect() {
    return aead.takesDirect();
  }

  @Override
  public int seal(int type, ByteBuffer in, int length, ByteBuffer out) throws TlsFailure {
    RecordHeader.checkPlaintextLength(length);
    int sealed = sealedLength(length);
    int inStart = in.position();
    int inLimit = in.limit();
    int outStart = out.position();
    Objects.checkFromIndexSize(inStart, length, inLimit);
    Objects.checkFromIndexSize(outStart, sealed, out.limit());
    spend(type, length);
    try {
      in.limit(inStart + length);
      out.position(outStart + plaintextOffset);
      aead.seal(inputs.nonce, inputs.additionalData, in, out);
    } finally {
      in.limit(inLimit).position(inStart);
      out.position(outStart);
    }
    inputs.writeExplicit(out, outStart + FrameParser.HEADER_LENGTH);
    RecordHeader.write(out, outStart, type, ProtocolVersion.TLS_1_2, length + overhead);
    return sealed;
  }

  @Override
  public long records() {
    return inputs.sequence();
  }

  @Override
  public boolean save(ByteBuffer out) {
    byte[] key = aead.key();
    if (key == null) {
      return false;
    }
    out.put(key);
    Arrays.fill(key, (byte) 0);
    inputs.save(out);
    return true;
  }

  @Override
  public void destroy() {
    aead.destroy();
    inputs.destroy();
  }

  /** Takes the next sequence number, unless there is none left. */
  private void spend(int type, int length) throws TlsFailure {
    if (inputs.sequence() >= limit) {
      checkReserve(type);
    }
    inputs.next(type, ProtocolVersion.TLS_1_2, length);
  }

  private void checkReserve(int type) throws TlsFailure {
    if (type != ContentType.ALERT || inputs.sequence() >= alertLimit) {
      throw TlsFailure.local(
          Alert.INTERNAL_ERROR,
          Reason.RECORD_LIMIT_REACHED,
          "One "
              + cipher.label()
              + " key protects at most "
              + limit
              + " records (the bound of RFC 8446 5.5, which TLS 1.2 has no key update for) and this direction has sent that"
              + " many. Open a new connection before then, or allow renegotiation.");
    }
  }
}
