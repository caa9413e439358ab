package io.gasket.tls.trust;

import io.gasket.tls.spec.TlsFailure;

/**
 * An application's own judgement of peers, after a {@link Trust} has accepted their chain. Asked in
 * full handshakes only: a resumed session keeps the judgement of the handshake it comes from.
 * Thread-safe, and quick, as it runs on the thread that drives the engine.
 */
@FunctionalInterface
public interface PeerVerifier {
  /**
   * Judges a peer. That it holds the chain's private key is not shown yet; it is before the
   * handshake is done.
   *
   * @throws TlsFailure to refuse it: {@link VerifiedPeer#refusal} makes one with the alert of one's
   *     choice
   */
  void verify(VerifiedPeer peer) throws TlsFailure;
}
