package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.ExtensionType;

/** session_ticket: read as it is, answered empty when NewSessionTicket follows (RFC 5077 3.2). */
final class AnswerSessionTicket implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.SESSION_TICKET;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) {
    offer.ticket(OfferedTicket.read(body));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return agreed.issuesTicket() ? PRESENT : null;
  }
}
