package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.spec.CipherSuite;

/**
 * What the two hellos agreed on. Immutable from here on.
 *
 * @param sessionId the server's, possibly empty
 * @param limits of the length of fragments
 */
record Agreement(
    Attempt attempt,
    CipherSuite suite,
    Randoms randoms,
    byte[] sessionId,
    ServerAnswers answers,
    FragmentLimits limits) {
  ClientSettings settings() {
    return attempt.settings();
  }

  String host() {
    return attempt.host();
  }
}
