package io.gasket.tls.handshake;

import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a handshake follows on the same connection: nothing, or an earlier handshake that it
 * renegotiates. Immutable.
 *
 * @param finished of the earlier handshake, or {@link FinishedPair#NONE}
 * @param peer the peer's chain so far, possibly empty
 * @param peerMayChange whether a renegotiation may bring another certificate of the peer
 * @param limits what the earlier handshake agreed on about the length of fragments
 */
public record Previous(
    FinishedPair finished,
    List<X509Certificate> peer,
    boolean peerMayChange,
    FragmentLimits limits) {
  /** An initial handshake. */
  public static final Previous NONE =
      new Previous(FinishedPair.NONE, List.of(), true, FragmentLimits.NONE);

  /**
   * Checks that the peer is still who it was.
   *
   * @param leaf its certificate now, or null when it shows none
   * @throws TlsFailure illegal_parameter when its certificate is another one, or gone, and may not
   *     be
   */
  public void checkPeer(X509Certificate leaf) throws TlsFailure {
    if (!peerMayChange && !peer.isEmpty() && !peer.get(0).equals(leaf)) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.PEER_CHANGED,
          "the peer shows "
              + (leaf == null ? "no certificate any more" : "another certificate than before")
              + " in a renegotiation; that is refused unless the context allows it");
    }
  }
}
