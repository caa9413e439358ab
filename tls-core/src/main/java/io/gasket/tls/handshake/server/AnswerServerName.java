package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.ServerName;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** server_name: acknowledged, empty, when a credential is bound to the name (RFC 6066 3). */
final class AnswerServerName implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.SERVER_NAME;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    offer.serverName(ServerName.read(body));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return agreed.nameKnown() ? PRESENT : null;
  }
}
