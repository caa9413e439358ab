package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.session.Session;
import io.gasket.tls.session.Tickets;
import java.util.Optional;

/**
 * What session_ticket holds (RFC 5077 3.2), as it stands in the ClientHello, not copied: empty when
 * the client asks for a ticket.
 *
 * @param bytes not changed
 */
record OfferedTicket(byte[] bytes, int offset, int length) {
  /** All that a cursor has left. */
  static OfferedTicket read(Cursor body) {
    return new OfferedTicket(body.array(), body.position(), body.remaining());
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** As {@link Tickets#open}. */
  Optional<Session> open(Tickets tickets) {
    return tickets.open(bytes, offset, length);
  }

  /** As {@link Tickets#isCurrent}. */
  boolean isCurrent(Tickets tickets) {
    return tickets.isCurrent(bytes, offset);
  }
}
