package io.gasket.tls.handshake;

import java.util.Objects;

/**
 * The end of every handshake: both Finished messages were exchanged and the peer's was verified.
 */
public final class Established implements HandshakeState {
  private final Negotiated negotiated;
  private final ConnectionSecrets secrets;

  /**
   * The end state.
   *
   * @param proof that the peer's Finished was verified; there is no other way to get here
   */
  public Established(Negotiated negotiated, ConnectionSecrets secrets, FinishedVerified proof) {
    Objects.requireNonNull(proof, "proof");
    this.negotiated = negotiated;
    this.secrets = secrets;
  }

  /** What was agreed. */
  public Negotiated negotiated() {
    return negotiated;
  }

  /** The secrets that outlive the handshake. */
  public ConnectionSecrets secrets() {
    return secrets;
  }

  @Override
  public String expects() {
    return "application data";
  }
}
