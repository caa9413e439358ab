package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.PreparedCredential;
import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.spec.CipherSuite;

/**
 * What the two hellos agreed on. Immutable.
 *
 * @param applicationProtocol or the empty string
 * @param nameKnown whether a credential is bound to the name that the client asked for
 * @param sessionId what ServerHello carries: echoed, new, or empty
 * @param issuesTicket whether NewSessionTicket will be sent
 * @param limits of the length of fragments
 * @param credential the server's, or null in a resumption
 */
record Agreement(
    ServerSettings settings,
    ClientOffer offer,
    CipherSuite suite,
    Randoms randoms,
    String applicationProtocol,
    boolean nameKnown,
    byte[] sessionId,
    boolean issuesTicket,
    FragmentLimits limits,
    PreparedCredential credential) {

  /**
   * Whether CertificateStatus is sent: the client asks for OCSP and the credential has a response.
   */
  boolean staples() {
    return offer.wantsStatus() && credential != null && credential.statusMessage() != null;
  }
}
