package io.gasket.tls.record;

import java.nio.ByteBuffer;

/** The five bytes in front of every record (RFC 5246 6.2.1). */
final class RecordHeader {
  private RecordHeader() {}

  static void write(byte[] out, int offset, int type, int version, int fragmentLength) {
    out[offset] = (byte) type;
    out[offset + 1] = (byte) (version >>> 8);
    out[offset + 2] = (byte) version;
    out[offset + 3] = (byte) (fragmentLength >>> 8);
    out[offset + 4] = (byte) fragmentLength;
  }

  /** As for an array, in any byte order. */
  static void write(ByteBuffer out, int index, int type, int version, int fragmentLength) {
    out.put(index, (byte) type);
    out.put(index + 1, (byte) (version >>> 8));
    out.put(index + 2, (byte) version);
    out.put(index + 3, (byte) (fragmentLength >>> 8));
    out.put(index + 4, (byte) fragmentLength);
  }

  static void checkPlaintextLength(int length) {
    if (length < 0 || length > FrameParser.MAX_PLAINTEXT) {
      throw new IllegalArgumentException(
          "a record holds 0 to "
              + FrameParser.MAX_PLAINTEXT
              + " bytes of plaintext, not "
              + length);
    }
  }
}
