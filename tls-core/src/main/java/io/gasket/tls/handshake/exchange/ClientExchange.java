package io.gasket.tls.handshake.exchange;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.TlsFailure;

/**
 * The client's half of a key exchange, for one handshake, after the server's parameters were read.
 */
public interface ClientExchange extends Flight.Secret {
  /** The group in use. */
  NamedGroup group();

  /** The server's parameters as they stood in ServerKeyExchange, which the server signed. */
  byte[] parameters();

  /**
   * Agrees with the server's public value, once its signature was verified, and writes the body of
   * ClientKeyExchange.
   *
   * @return the premaster secret; whoever gets it wipes it
   * @throws TlsFailure illegal_parameter when the server's public value is not a valid one
   */
  byte[] agree(Wire clientKeyExchange) throws TlsFailure;
}
