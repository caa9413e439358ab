package io.gasket.tls.handshake.server;

import io.gasket.tls.credential.Selection;
import io.gasket.tls.handshake.Randoms;

/**
 * What the two hellos agreed on. Immutable.
 *
 * @param choice credential, suite, group and scheme
 * @param applicationProtocol or the empty string
 * @param nameKnown whether a credential is bound to the name that the client asked for
 */
record Agreement(
    ServerSettings settings,
    ClientOffer offer,
    Selection.Choice choice,
    Randoms randoms,
    String applicationProtocol,
    boolean nameKnown) {}
