package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.SignatureVerified;
import io.gasket.tls.handshake.SignedParameters;
import io.gasket.tls.handshake.exchange.ClientExchange;
import io.gasket.tls.handshake.exchange.KeyExchanges;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;

/** Client: ServerKeyExchange is due (RFC 5246 7.4.3, RFC 8422 5.4). */
final class ExpectServerKeyExchange implements ClientState {
  private final Agreement agreed;
  private final ServerIdentity identity;

  ExpectServerKeyExchange(Agreement agreed, ServerIdentity identity) {
    this.agreed = agreed;
    this.identity = identity;
  }

  @Override
  public String expects() {
    return "ServerKeyExchange";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    ClientSettings.Policy policy = agreed.settings().policy();
    Cursor body = message.as(HandshakeType.SERVER_KEY_EXCHANGE);
    ClientExchange exchange =
        out.owning(
            KeyExchanges.client(
                agreed.suite().keyExchange(), policy.crypto(), policy.groups(), body));
    SignatureVerified signature =
        SignatureVerified.verify(
            "ServerKeyExchange",
            policy.crypto(),
            identity.chain().leaf(),
            policy.accepted(),
            SignedParameters.content(agreed.randoms(), exchange.parameters()),
            DigitallySigned.read(body));
    out.received(message);
    return new ExpectCertificateRequest(new Authenticated(agreed, identity, exchange, signature));
  }
}
