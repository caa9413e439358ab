package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.Objects;
import java.util.Optional;

/** What is known of a peer whose chain a {@link Trust} has accepted. Immutable and thread-safe. */
public final class VerifiedPeer {
  private final VerifiedChain chain;
  private final byte[] ocspResponse;

  /**
   * A peer.
   *
   * @param ocspResponse what it stapled, empty when nothing; not changed
   */
  public VerifiedPeer(VerifiedChain chain, byte[] ocspResponse) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.ocspResponse = ocspResponse;
  }

  /** The chain as it was accepted. */
  public VerifiedChain chain() {
    return chain;
  }

  /** What the peer is. */
  public PeerRole role() {
    return chain.presented().role();
  }

  /** The server's name or address that this side meant to reach; empty for a client. */
  public Optional<String> host() {
    return Optional.ofNullable(chain.presented().hostName());
  }

  /** The OCSP response that a server stapled, judged as {@link Stapling} has it; a copy. */
  public Optional<byte[]> ocspResponse() {
    return ocspResponse.length == 0 ? Optional.empty() : Optional.of(ocspResponse.clone());
  }

  /**
   * The failure by which the application refuses the peer.
   *
   * @param alert what the peer is told, for example {@link Alert#ACCESS_DENIED}
   * @param why for events and logs on this side
   */
  public TlsFailure refusal(Alert alert, String why) {
    return TlsFailure.local(
        alert,
        Reason.CERTIFICATE_REJECTED,
        CertificateText.label(chain.presented(), chain.leaf())
            + " was rejected by the application: "
            + why);
  }
}
