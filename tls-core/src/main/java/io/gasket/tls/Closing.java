package io.gasket.tls;

/**
 * What the end of one direction means for the other (RFC 5246 7.2.1). Immutable.
 *
 * @param answersAtOnce whether the peer's close_notify is answered by ours at once, as RFC 5246 has
 *     it, and nothing more can be sent; otherwise this side stays open until the application closes
 *     it, as TLS 1.3 has it
 * @param toleratesTruncation whether the connection's end without close_notify counts as a clean
 *     one. <b>Only for protocols that mark the end of what they say by themselves</b>: whoever
 *     stands between both sides can cut the connection anywhere. An end inside a record, or in a
 *     handshake, is a failure all the same.
 */
public record Closing(boolean answersAtOnce, boolean toleratesTruncation) {
  /** Each direction has its own end, and a missing close_notify is a failure. */
  public static final Closing DEFAULT = new Closing(false, false);

  /** The same with another {@link #answersAtOnce()}. */
  public Closing answeringAtOnce(boolean atOnce) {
    return new Closing(atOnce, toleratesTruncation);
  }

  /** The same with another {@link #toleratesTruncation()}. */
  public Closing toleratingTruncation(boolean tolerated) {
    return new Closing(answersAtOnce, tolerated);
  }
}
