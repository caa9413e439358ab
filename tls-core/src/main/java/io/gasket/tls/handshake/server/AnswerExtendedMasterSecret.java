package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** extended_master_secret: answered whenever it is offered (RFC 7627 5.2). */
final class AnswerExtendedMasterSecret implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.EXTENDED_MASTER_SECRET;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    body.end();
    offer.sawExtendedMasterSecret();
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return offer.extendedMasterSecret() ? PRESENT : null;
  }
}
