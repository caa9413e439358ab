package io.gasket.tls.record;

/**
 * What a handshake agreed on about the length of fragments, in bytes of plaintext: either one
 * length for both directions (max_fragment_length, RFC 6066 4), or one for each direction
 * (record_size_limit, RFC 8449), or nothing. Immutable.
 *
 * @param maxFragmentLength 512, 1 024, 2 048 or 4 096, as max_fragment_length or the session
 *     resumed has it; 0 when there is none
 * @param recordSizeLimit what this side's record_size_limit said, 64 to 16 384; 0 when the
 *     extension was not negotiated
 * @param peerRecordSizeLimit what the peer's said, 64 to 16 384; 0 when it was not negotiated
 */
public record FragmentLimits(int maxFragmentLength, int recordSizeLimit, int peerRecordSizeLimit) {
  /** Nothing was agreed on. */
  public static final FragmentLimits NONE = new FragmentLimits(0, 0, 0);

  /**
   * What was agreed on; the one {@link #NONE} where that is nothing, which every connection keeps.
   */
  public static FragmentLimits of(
      int maxFragmentLength, int recordSizeLimit, int peerRecordSizeLimit) {
    return (maxFragmentLength | recordSizeLimit | peerRecordSizeLimit) == 0
        ? NONE
        : new FragmentLimits(maxFragmentLength, recordSizeLimit, peerRecordSizeLimit);
  }

  /** The longest fragment that this side sends under the keys of the handshake. */
  public int sent() {
    return Math.min(unprotected(), orMost(peerRecordSizeLimit));
  }

  /** The longest fragment that this side accepts under the keys of the handshake. */
  public int received() {
    // RFC 8449 5: record_size_limit makes max_fragment_length obsolete.
    return recordSizeLimit > 0 ? recordSizeLimit : unprotected();
  }

  /**
   * The longest fragment from the hellos on, before there are keys: record_size_limit is about
   * protected records alone (RFC 8449 4).
   */
  public int unprotected() {
    return orMost(maxFragmentLength);
  }

  /**
   * The longest fragment that this side sends between the hellos and the change of keys. Under the
   * keys of an earlier handshake its limits hold on (RFC 8449 4), and a max_fragment_length that is
   * smaller holds at once (RFC 6066 4).
   *
   * @param earlier of the handshake that is renegotiated, or null in a connection's first
   */
  public int sentAfter(FragmentLimits earlier) {
    return earlier == null ? unprotected() : Math.min(earlier.sent(), unprotected());
  }

  /**
   * The longest fragment that this side accepts between the hellos and the change of keys. In a
   * renegotiation the peer may not have seen the hello yet, or may go by it already, so the larger
   * length is accepted; but what record_size_limit said of the keys in use holds on.
   *
   * @param earlier of the handshake that is renegotiated, or null in a connection's first
   */
  public int receivedAfter(FragmentLimits earlier) {
    if (earlier == null) {
      return unprotected();
    }
    return earlier.recordSizeLimit > 0
        ? earlier.received()
        : Math.max(earlier.received(), unprotected());
  }

  private static int orMost(int limit) {
    return limit > 0 ? limit : FrameParser.MAX_PLAINTEXT;
  }
}
