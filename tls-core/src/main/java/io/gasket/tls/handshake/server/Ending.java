package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.session.Session;

/**
 * A handshake whose secrets are there and whose end is due. Immutable.
 *
 * @param resumed the session resumed, or null in a full handshake
 * @param kept what the verification of the client's chain found, to keep with a session; null
 *     without one
 * @param sentFinished our verify_data in a resumed handshake, where we finish first; else null
 */
record Ending(
    Agreement agreed,
    MasterSecret master,
    Negotiated negotiated,
    Session resumed,
    Session.Verified kept,
    byte[] sentFinished) {}
