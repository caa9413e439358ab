package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.message.NewSessionTicket;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.session.Session;
import java.util.Optional;

/** Sends NewSessionTicket (RFC 5077 3.3). Stateless. */
final class SessionTickets {
  private static final byte[] NO_TICKET = {};

  private SessionTickets() {}

  /**
   * Whether a resumption brings a new ticket: when another key seals by now, or less than half of
   * the session's life is left. Until then the client's is as good as a new one.
   *
   * @param ticket the one that the session came by
   */
  static boolean isDue(Session session, OfferedTicket ticket, Resumption resumption) {
    long left = session.facts().expires() - resumption.now();
    return !ticket.isCurrent(resumption.tickets()) || left < resumption.lifetime().toMillis() / 2;
  }

  /** The ticket of a session that is resumed, sealed anew, with what is left of its life. */
  static void renew(Session session, ServerSettings settings, Flight out) {
    send(session, session.facts().expires() - settings.policy().resumption().now(), settings, out);
  }

  /** The ticket of a new session. */
  static void issue(Session session, ServerSettings settings, Flight out) {
    send(session, settings.policy().resumption().lifetime().toMillis(), settings, out);
  }

  /** An empty ticket, where none could be made, tells the client that there is none after all. */
  private static void send(Session session, long lifeMillis, ServerSettings settings, Flight out) {
    Optional<byte[]> ticket = settings.policy().resumption().tickets().seal(session);
    long lifetime = Math.max(1, lifeMillis / 1000);
    out.send(new NewSessionTicket(lifetime, ticket.orElse(NO_TICKET)).encode());
    if (ticket.isPresent()) {
      out.events().ticketIssued(lifetime);
    }
  }
}
