package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.spec.CipherSuite;

/** What the two hellos agreed on. Immutable from here on. */
record Agreement(
    ClientSettings settings,
    String host,
    CipherSuite suite,
    Randoms randoms,
    ServerAnswers answers) {}
