package io.gasket.tls.handshake.server;

import io.gasket.tls.message.extension.MaxFragmentLength;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.TlsFailure;

/** What a ClientHello and our settings come to about the length of fragments. Stateless. */
final class AgreedLimits {
  private AgreedLimits() {}

  /**
   * The limits of a full handshake.
   *
   * @throws TlsFailure illegal_parameter for a max_fragment_length that is not passed over and
   *     stands for no length (RFC 6066 4)
   */
  static FragmentLimits of(ClientOffer offer, ServerSettings settings) throws TlsFailure {
    int ours = settings.policy().recordSizeLimit();
    if (ours > 0 && offer.recordSizeLimit() > 0) {
      // RFC 8449 5: max_fragment_length is passed over then.
      return new FragmentLimits(0, ours, offer.recordSizeLimit());
    }
    if (!asksFragmentLength(offer) || !settings.policy().acceptsMaxFragmentLength()) {
      return FragmentLimits.NONE;
    }
    return new FragmentLimits(MaxFragmentLength.of(offer.fragmentLengthCode(), "the client"), 0, 0);
  }

  /**
   * Whether a session may be resumed: when a full handshake would come to the same length, or when
   * the client leaves the session's as it is by not asking (RFC 6066 4).
   *
   * @param anew the limits of a full handshake
   */
  static boolean allow(
      Session.Facts facts, FragmentLimits anew, ClientOffer offer, ServerSettings settings) {
    return facts.maxFragmentLength() == anew.maxFragmentLength()
        || (!asksFragmentLength(offer)
            && anew.recordSizeLimit() == 0
            && settings.policy().acceptsMaxFragmentLength());
  }

  /** The limits of a resumption: the session's length, and record sizes anew (RFC 8449 4). */
  static FragmentLimits resumed(Session session, FragmentLimits anew) {
    return FragmentLimits.of(
        session.facts().maxFragmentLength(), anew.recordSizeLimit(), anew.peerRecordSizeLimit());
  }

  private static boolean asksFragmentLength(ClientOffer offer) {
    return offer.fragmentLengthCode() != ClientOffer.NO_FRAGMENT_LENGTH;
  }
}
