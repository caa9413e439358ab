package io.gasket.tls.handshake.client;

import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** What ServerHello says about the length of fragments. Stateless. */
final class AgreedLimits {
  private AgreedLimits() {}

  /**
   * The limits of this handshake.
   *
   * @param resumed the session that the server resumes, or null
   * @throws TlsFailure illegal_parameter for two answers, or one that differs from the session's
   */
  static FragmentLimits of(ServerAnswers answers, ClientSettings settings, Session resumed)
      throws TlsFailure {
    int granted = answers.maxFragmentLength();
    int peers = answers.recordSizeLimit();
    if (granted > 0 && peers > 0) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.TWO_FRAGMENT_LIMITS,
          "ServerHello holds both max_fragment_length and record_size_limit; a server that answers the second must pass over the"
              + " first (RFC 8449 5)");
    }
    if (resumed != null) {
      int kept = resumed.facts().maxFragmentLength();
      if (granted > 0 && granted != kept) {
        throw TlsFailure.local(
            Alert.ILLEGAL_PARAMETER,
            Reason.FRAGMENT_LENGTH_CHANGED,
            "the server answers max_fragment_length as it resumes a session that was made without it; what was negotiated holds"
                + " for all of a session (RFC 6066 4)");
      }
      // RFC 6066 4: it holds for the session whether or not it is answered again.
      granted = kept;
    }
    int ours = peers > 0 ? settings.policy().recordSizeLimit() : 0;
    return FragmentLimits.of(granted, ours, peers);
  }
}
