package io.gasket.tls.record;

/**
 * How long the next outgoing fragment may be: the least of what the protocol, the peer and this
 * side's own bound allow, and less than that at the start of a stream where records are adaptive.
 * Not thread-safe.
 */
final class FragmentSizes {
  /**
   * The least bound that a side can set itself, in bytes of plaintext: that of RFC 8449 4. Shorter
   * records would be mostly header and tag, and 2 is the least that holds an alert.
   */
  static final int LEAST = 64;

  private final AdaptiveRecords adaptive;
  private int allowed = FrameParser.MAX_PLAINTEXT;
  private int chosen;
  private int full;
  private int small;
  private int overhead;

  /** Bytes sent in small records; at {@link AdaptiveRecords#fullAfter} full ones are due. */
  private long streamed;

  private boolean timed;
  private long lastSent;

  FragmentSizes(int chosen, AdaptiveRecords adaptive) {
    this.adaptive = adaptive;
    choose(chosen);
  }

  /** The peer takes no more than this from the next record on. */
  void allow(int most) {
    allowed = most;
    update();
  }

  /** This side wants to send no more than this from the next record on. */
  void choose(int most) {
    if (most < LEAST || most > FrameParser.MAX_PLAINTEXT) {
      throw new IllegalArgumentException(
          "the longest fragment to send must be "
              + LEAST
              + " to "
              + FrameParser.MAX_PLAINTEXT
              + " bytes, not "
              + most);
    }
    chosen = most;
    update();
  }

  /** This side's own bound. */
  int chosen() {
    return chosen;
  }

  /** Records are made by {@code sealer} from the next one on. */
  void sealedBy(RecordSealer sealer) {
    overhead = sealer.sealedLength(0);
    update();
  }

  /** The longest fragment that may be sent at all now. */
  int full() {
    return full;
  }

  /** The longest fragment of application data that is sent next. */
  int next() {
    return streamed < adaptive.fullAfter() ? small : full;
  }

  /** Application data went out as one record. */
  void sent(int length) {
    if (streamed < adaptive.fullAfter()) {
      streamed += length;
    }
  }

  /** Takes the time just before something is sent; after a pause records are small again. */
  void at(long nanoTime) {
    if (timed && nanoTime - lastSent >= nanos(adaptive)) {
      streamed = 0;
    }
    timed = true;
    lastSent = nanoTime;
  }

  /** The exact length of the records that hold so much application data, sent from now on. */
  int sealedLength(int plaintext, RecordSealer sealer) {
    long smallDue =
        streamed < adaptive.fullAfter() ? ceiling(adaptive.fullAfter() - streamed, small) : 0;
    long smallOnes = Math.min(smallDue, plaintext / small);
    int left = (int) (plaintext - smallOnes * small);
    int each = smallOnes < smallDue ? small : full;
    int rest = left % each;
    return Math.toIntExact(
        smallOnes * sealer.sealedLength(small)
            + (long) (left / each) * sealer.sealedLength(each)
            + (rest > 0 ? sealer.sealedLength(rest) : 0));
  }

  private void update() {
    full = Math.min(allowed, chosen);
    small = Math.max(1, Math.min(full, adaptive.segment() - overhead));
  }

  private static long ceiling(long bytes, int each) {
    return (bytes + each - 1) / each;
  }

  private static long nanos(AdaptiveRecords adaptive) {
    try {
      return adaptive.pause().toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
