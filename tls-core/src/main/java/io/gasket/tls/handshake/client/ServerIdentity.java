package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.KeptChains;
import io.gasket.tls.handshake.Stapled;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.VerifiedChain;
import io.gasket.tls.trust.VerifiedPeer;

/**
 * The server's chain is trusted, its status is as the client's policy wants it, and the application
 * has no objection. Immutable.
 */
record ServerIdentity(VerifiedChain chain, Stapled stapled) {
  /**
   * Judges what is left to judge once it is known what the server stapled.
   *
   * @param response empty when it stapled none
   */
  static ServerIdentity of(Agreement agreed, VerifiedChain chain, byte[] response)
      throws TlsFailure {
    ClientSettings.Policy policy = agreed.settings().policy();
    policy.stapling().judge(chain, response);
    policy.peerVerifier().verify(new VerifiedPeer(chain, response));
    return new ServerIdentity(chain, new Stapled(response, agreed.answers().timestamps()));
  }

  /** What a session keeps of it. */
  Session.Verified kept(ClientSettings settings) {
    return KeptChains.kept(settings.judge(), settings.policy().trust(), chain);
  }
}
