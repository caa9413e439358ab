package io.gasket.tls.handshake;

/**
 * The end of every handshake: both Finished messages were exchanged and the peer's was verified.
 */
public final class Established implements HandshakeState {
  private final Negotiated negotiated;

  /**
   * The end state.
   *
   * @param proof that the peer's Finished was verified; there is no other way to get here
   */
  public Established(Negotiated negotiated, FinishedVerified proof) {
    if (proof == null) {
      throw new IllegalArgumentException("no proof");
    }
    this.negotiated = negotiated;
  }

  /** What was agreed. */
  public Negotiated negotiated() {
    return negotiated;
  }

  @Override
  public String expects() {
    return "application data";
  }
}
