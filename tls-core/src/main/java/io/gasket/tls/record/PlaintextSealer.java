package io.gasket.tls.record;

import java.nio.ByteBuffer;
import java.util.Objects;

/** Makes records before keys are there: header and fragment as it is (RFC 5246 6.2.1). */
public final class PlaintextSealer implements RecordSealer {
  private final int version;
  private long records;

  /**
   * A sealer whose records carry a version.
   *
   * @param version of every record: {@link io.gasket.tls.spec.ProtocolVersion#TLS_1_0} suits a
   *     first ClientHello, which old servers may refuse otherwise (RFC 5246 E.1), {@link
   *     io.gasket.tls.spec.ProtocolVersion#TLS_1_2} all else
   */
  public PlaintextSealer(int version) {
    this.version = version;
  }

  int version() {
    return version;
  }

  @Override
  public int sealedLength(int plaintextLength) {
    return FrameParser.HEADER_LENGTH + plaintextLength;
  }

  @Override
  public int plaintextOffset() {
    return FrameParser.HEADER_LENGTH;
  }

  @Override
  public int seal(int type, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    RecordHeader.checkPlaintextLength(length);
    int sealed = sealedLength(length);
    Objects.checkFromIndexSize(inOffset, length, in.length);
    Objects.checkFromIndexSize(outOffset, sealed, out.length);
    System.arraycopy(in, inOffset, out, outOffset + FrameParser.HEADER_LENGTH, length);
    RecordHeader.write(out, outOffset, type, version, length);
    records++;
    return sealed;
  }

  @Override
  public long records() {
    return records;
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
