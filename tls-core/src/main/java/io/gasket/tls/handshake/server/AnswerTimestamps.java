package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/**
 * signed_certificate_timestamp: answered with what the credential has, except in a resumption (RFC
 * 6962 3.3.1).
 */
final class AnswerTimestamps implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    body.end();
    offer.sawTimestamps();
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return offer.wantsTimestamps() && agreed.credential() != null
        ? agreed.credential().timestampsBody()
        : null;
  }
}
