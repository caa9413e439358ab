package io.gasket.tls.record;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Opens records by an AEAD: header, explicit nonce if any, ciphertext, tag (RFC 5246 6.2.3.3). It
 * counts no limit: how many records a key may seal is the sender's choice, and the sequence number
 * would take centuries to wrap.
 */
final class AeadRecordOpener implements RecordOpener {
  private final AeadOpener aead;
  private final BulkCipher cipher;
  private final AeadInputs inputs;
  private final int overhead;
  private final int ciphertextOffset;

  AeadRecordOpener(AeadOpener aead, BulkCipher cipher, AeadInputs inputs) {
    this.aead = aead;
    this.cipher = cipher;
    this.inputs = inputs;
    this.overhead = cipher.overhead();
    this.ciphertextOffset = FrameParser.HEADER_LENGTH + cipher.explicitNonceLength();
  }

  @Override
  public int maxFragment() {
    return FrameParser.MAX_PLAINTEXT + overhead;
  }

  @Override
  public int plaintextRoom(int fragmentLength) {
    return Math.max(0, fragmentLength - overhead);
  }

  @Override
  public int open(
      int type, byte[] record, int offset, int fragmentLength, byte[] out, int outOffset)
      throws TlsFailure {
    int length = plaintextLength(type, fragmentLength);
    Objects.checkFromIndexSize(offset, FrameParser.HEADER_LENGTH + fragmentLength, record.length);
    Objects.checkFromIndexSize(outOffset, length, out.length);
    long sequence = inputs.sequence();
    // The version as received, so that the tag covers it too.
    inputs.next(type, (record[offset + 1] & 0xff) << 8 | (record[offset + 2] & 0xff), length);
    inputs.readExplicit(record, offset + FrameParser.HEADER_LENGTH);
    int opened =
        aead.open(
            inputs.nonce,
            inputs.additionalData,
            record,
            offset + ciphertextOffset,
            length + BulkCipher.TAG_LENGTH,
            out,
            outOffset);
    if (opened == AeadOpener.NOT_AUTHENTIC) {
      throw Refused.notAuthentic(type, sequence, fragmentLength, cipher);
    }
    return opened;
  }

  @Override
  public boolean takesDirect() {
    return aead.takesDirect();
  }

  @Override
  public int open(int type, ByteBuffer record, int fragmentLength, ByteBuffer out)
      throws TlsFailure {
    int length = plaintextLength(type, fragmentLength);
    int start = record.position();
    int recordLimit = record.limit();
    int outStart = out.position();
    int outLimit = out.limit();
    Objects.checkFromIndexSize(start, FrameParser.HEADER_LENGTH + fragmentLength, recordLimit);
    Objects.checkFromIndexSize(outStart, length, outLimit);
    long sequence = inputs.sequence();
    inputs.next(type, (record.get(start + 1) & 0xff) << 8 | (record.get(start + 2) & 0xff), length);
    inputs.readExplicit(record, start + FrameParser.HEADER_LENGTH);
    int opened;
    try {
      record.limit(start + FrameParser.HEADER_LENGTH + fragmentLength);
      record.position(start + ciphertextOffset);
      // A library that clears behind a wrong tag may clear to the limit.
      out.limit(outStart + length);
      opened = aead.open(inputs.nonce, inputs.additionalData, record, out);
    } finally {
      record.limit(recordLimit).position(start);
      out.limit(outLimit).position(outStart);
    }
    if (opened == AeadOpener.NOT_AUTHENTIC) {
      throw Refused.notAuthentic(type, sequence, fragmentLength, cipher);
    }
    return opened;
  }

  private int plaintextLength(int type, int fragmentLength) throws TlsFailure {
    int length = fragmentLength - overhead;
    if (length < 0) {
      throw Refused.tooShort(type, fragmentLength, overhead, cipher);
    }
    if (length > FrameParser.MAX_PLAINTEXT) {
      throw Refused.tooLong(type, fragmentLength, maxFragment());
    }
    return length;
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
}
