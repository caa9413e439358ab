package io.gasket.tls.record;

import java.time.Duration;

/**
 * How application data is cut into records for the peer's sake: a record can be read only when all
 * of it is there, so at the start of a connection and after a pause, while TCP sends little at a
 * time, records are small enough for one segment; once a stream flows they are as long as they may
 * be. Immutable.
 *
 * @param segment the length in bytes of a whole small record, header and protection included; 256
 *     to 16 384
 * @param fullAfter how many bytes of application data go out in small records before full ones
 *     follow; 0 or more, where 0 means full records always
 * @param pause how long nothing may be sent before records are small again; positive
 */
public record AdaptiveRecords(int segment, int fullAfter, Duration pause) {
  private static final int LEAST_SEGMENT = 256;

  /** Full records always. */
  public static final AdaptiveRecords OFF = new AdaptiveRecords(1_208, 0, Duration.ofSeconds(1));

  /**
   * Records of 1 208 bytes, which is what the smallest packet that every IPv6 path carries has room
   * for (1 280 bytes, less 40 for IPv6 and 32 for TCP), for 128 KiB, and again after a second: the
   * figures of Go's crypto/tls, and Cloudflare's for the pause.
   */
  public static final AdaptiveRecords INTERACTIVE =
      new AdaptiveRecords(1_208, 131_072, Duration.ofSeconds(1));

  /** Checks each value against its range. */
  public AdaptiveRecords {
    if (segment < LEAST_SEGMENT || segment > FrameParser.MAX_PLAINTEXT) {
      throw new IllegalArgumentException(
          "segment must be "
              + LEAST_SEGMENT
              + " to "
              + FrameParser.MAX_PLAINTEXT
              + ", not "
              + segment);
    }
    if (fullAfter < 0) {
      throw new IllegalArgumentException("fullAfter must not be negative, as " + fullAfter + " is");
    }
    if (pause.isNegative() || pause.isZero()) {
      throw new IllegalArgumentException("pause must be positive, not " + pause);
    }
  }

  /** Whether records are ever small. */
  public boolean isOn() {
    return fullAfter > 0;
  }
}
