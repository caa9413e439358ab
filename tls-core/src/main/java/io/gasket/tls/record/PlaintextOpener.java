package io.gasket.tls.record;

import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Opens records before keys are there: the fragment is the plaintext (RFC 5246 6.2.1). Stateless.
 */
public final class PlaintextOpener implements RecordOpener {
  /** An opener for unprotected records. */
  public PlaintextOpener() {}

  @Override
  public int maxFragment() {
    return FrameParser.MAX_PLAINTEXT;
  }

  @Override
  public int plaintextRoom(int fragmentLength) {
    return fragmentLength;
  }

  @Override
  public int open(
      int type, byte[] record, int offset, int fragmentLength, byte[] out, int outOffset)
      throws TlsFailure {
    if (fragmentLength > FrameParser.MAX_PLAINTEXT) {
      throw Refused.tooLong(type, fragmentLength, maxFragment());
    }
    Objects.checkFromIndexSize(offset, FrameParser.HEADER_LENGTH + fragmentLength, record.length);
    System.arraycopy(record, offset + FrameParser.HEADER_LENGTH, out, outOffset, fragmentLength);
    return fragmentLength;
  }

  /** False: no key is held. */
  @Override
  public boolean save(ByteBuffer out) {
    return false;
  }

  /** Does nothing: no key is held. */
  @Override
  public void destroy() {}
}
