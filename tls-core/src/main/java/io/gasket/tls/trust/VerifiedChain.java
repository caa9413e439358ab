package io.gasket.tls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Proof that a {@link Trust} accepted a chain: only {@link Trust#verify} makes one. Immutable and
 * thread-safe.
 *
 * <p>The proof says that the certificates are the peer's if it holds the leaf's private key; that
 * it does is shown by a handshake signature, not here.
 */
public final class VerifiedChain {
  private final PresentedChain presented;
  private final List<X509Certificate> path;
  private final X509Certificate anchor;
  private final Instant verifiedAt;

  VerifiedChain(
      PresentedChain presented,
      List<X509Certificate> path,
      X509Certificate anchor,
      Instant verifiedAt) {
    this.presented = presented;
    this.path = List.copyOf(path);
    this.anchor = anchor;
    this.verifiedAt = verifiedAt;
  }

  /** What was presented and judged. */
  public PresentedChain presented() {
    return presented;
  }

  /**
   * The validated path, the peer's own certificate first and the anchor last; one certificate when
   * the leaf itself is the anchor. When the trust {@linkplain Trust#isDangerous() is dangerous},
   * the certificates as presented.
   */
  public List<X509Certificate> path() {
    return path;
  }

  /** The peer's own certificate. */
  public X509Certificate leaf() {
    return presented.leaf();
  }

  /**
   * The trust anchor the path ends at, or null when the chain was accepted without any
   * verification.
   */
  public X509Certificate anchor() {
    return anchor;
  }

  /** The same, found to hold at another time. */
  VerifiedChain at(Instant now) {
    return new VerifiedChain(presented, path, anchor, now);
  }

  /** When the chain was judged, or its judgement found to hold still, by the trust's clock. */
  public Instant verifiedAt() {
    return verifiedAt;
  }
}
