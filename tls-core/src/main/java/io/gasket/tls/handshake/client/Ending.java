package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.session.Session;

/**
 * A handshake whose secrets are there and whose end is due: a full one after the client's flight, a
 * resumed one after ServerHello. Immutable.
 *
 * @param resumed the session resumed, or null in a full handshake
 * @param kept what the verification of the server's chain found, to keep with a session
 * @param sentFinished our verify_data, or null in a resumed handshake, where the server finishes
 *     first
 * @param ticket the server's new one; empty when there is none
 * @param lifetimeHint the ticket's, in seconds; 0 for unspecified
 */
record Ending(
    Agreement agreed,
    MasterSecret master,
    Negotiated negotiated,
    Session resumed,
    Session.Verified kept,
    byte[] sentFinished,
    byte[] ticket,
    long lifetimeHint) {

  Ending withTicket(byte[] newTicket, long newHint) {
    return new Ending(agreed, master, negotiated, resumed, kept, sentFinished, newTicket, newHint);
  }
}
