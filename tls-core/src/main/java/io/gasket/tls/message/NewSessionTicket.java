package io.gasket.tls.message;

import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;

/**
 * NewSessionTicket (RFC 5077 3.3). The array is not changed.
 *
 * @param lifetimeHint seconds, as an unsigned 32-bit number; 0 for unspecified
 * @param ticket possibly empty, which means that there is no ticket after all
 */
public record NewSessionTicket(long lifetimeHint, byte[] ticket) {
  /** Reads the body to its last byte; decode_error for any other form. */
  public static NewSessionTicket read(Cursor body) throws TlsFailure {
    long hint = (long) body.u16("ticket_lifetime_hint") << 16 | body.u16("ticket_lifetime_hint");
    byte[] ticket = body.bytes16("ticket", 0, 0xffff);
    body.end();
    return new NewSessionTicket(hint, ticket);
  }

  /** The whole message as bytes. */
  public byte[] encode() {
    return HandshakeMessage.encode(
        HandshakeType.NEW_SESSION_TICKET,
        Integer.BYTES + Short.BYTES + ticket.length,
        body -> {
          body.u16((int) (lifetimeHint >>> 16)).u16((int) lifetimeHint);
          int mark = body.open16();
          body.bytes(ticket).close(mark);
        });
  }
}
