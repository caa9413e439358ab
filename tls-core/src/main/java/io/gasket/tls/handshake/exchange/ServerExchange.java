package io.gasket.tls.handshake.exchange;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.TlsFailure;

/** The server's half of a key exchange, for one handshake. */
public interface ServerExchange extends Flight.Secret {
  /** The parameters of ServerKeyExchange that the server signs (RFC 5246 7.4.3). */
  byte[] parameters();

  /**
   * Reads ClientKeyExchange to its last byte and agrees.
   *
   * @return the premaster secret; whoever gets it wipes it
   * @throws TlsFailure decode_error for a wrong form, illegal_parameter for a bad public value
   */
  byte[] premaster(Cursor clientKeyExchange) throws TlsFailure;
}
