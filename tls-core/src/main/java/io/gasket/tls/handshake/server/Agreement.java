package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.spec.CipherSuite;

/**
 * What the two hellos agreed on. Immutable.
 *
 * @param applicationProtocol or the empty string
 * @param nameKnown whether a credential is bound to the name that the client asked for
 * @param sessionId what ServerHello carries: echoed, new, or empty
 * @param issuesTicket whether NewSessionTicket will be sent
 */
record Agreement(
    ServerSettings settings,
    ClientOffer offer,
    CipherSuite suite,
    Randoms randoms,
    String applicationProtocol,
    boolean nameKnown,
    byte[] sessionId,
    boolean issuesTicket) {}
