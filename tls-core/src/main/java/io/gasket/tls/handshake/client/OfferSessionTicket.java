package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/**
 * session_ticket: the ticket of the session offered, or empty to ask for one; the answer is empty
 * (RFC 5077 3.2).
 */
final class OfferSessionTicket implements ClientExtension {
  private static final byte[] NO_TICKET = {};

  @Override
  public int type() {
    return ExtensionType.SESSION_TICKET;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    if (!attempt.settings().policy().resumption().acceptsTickets()) {
      return null;
    }
    return attempt.session() == null ? NO_TICKET : attempt.session().facts().ticket();
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    body.end();
    answers.expectTicket();
  }
}
