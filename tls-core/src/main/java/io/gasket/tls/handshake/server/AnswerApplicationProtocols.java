package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.ApplicationProtocols;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** ALPN: answered with the one name chosen, out of the context's buffers (RFC 7301 3). */
final class AnswerApplicationProtocols implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    offer.applicationProtocols(ApplicationProtocols.read(body));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return agreed.applicationProtocol().isEmpty()
        ? null
        : agreed.settings().protocolBody(agreed.applicationProtocol());
  }
}
