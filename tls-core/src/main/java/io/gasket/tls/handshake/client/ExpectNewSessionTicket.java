package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.NewSessionTicket;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;

/**
 * Client: the server announced a ticket, so NewSessionTicket is due before its change_cipher_spec
 * (RFC 5077 3.3).
 */
final class ExpectNewSessionTicket implements ClientState {
  private final Ending ending;

  ExpectNewSessionTicket(Ending ending) {
    this.ending = ending;
  }

  @Override
  public String expects() {
    return "NewSessionTicket";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    NewSessionTicket ticket = NewSessionTicket.read(message.as(HandshakeType.NEW_SESSION_TICKET));
    out.received(message);
    out.events().ticketReceived(ticket.lifetimeHint(), ticket.ticket().length);
    return new ExpectServerChangeCipherSpec(
        ending.withTicket(kept(ticket.ticket()), ticket.lifetimeHint()));
  }

  /** A client need not keep a ticket; one that is too long counts as none. */
  private byte[] kept(byte[] ticket) {
    return ticket.length <= ending.agreed().settings().policy().limits().ticket()
        ? ticket
        : new byte[0];
  }
}
