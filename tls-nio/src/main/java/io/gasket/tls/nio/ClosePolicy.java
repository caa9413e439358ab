package io.gasket.tls.nio;

import java.time.Duration;

/**
 * What {@link SecurePipeline#close} and {@link SecurePipeline#tryClose} do about the peer's
 * close_notify after sending ours (RFC 5246 7.2.1 asks for none). Immutable.
 *
 * @param patience how long the peer's close_notify is waited for, while what else comes is dropped;
 *     zero for not at all
 */
public record ClosePolicy(Duration patience) {
  /** Sends close_notify and closes. */
  public static final ClosePolicy SEND = new ClosePolicy(Duration.ZERO);

  /** Checks the range. */
  public ClosePolicy {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative: " + patience);
    }
  }

  /**
   * Sends close_notify, waits up to so long for the peer's, or the connection's end, and closes:
   * for who wants to know that the peer has seen the end, see {@link SecurePipeline#peerClosed}.
   */
  public static ClosePolicy await(Duration patience) {
    return new ClosePolicy(patience);
  }

  boolean awaits() {
    return !patience.isZero();
  }
}
