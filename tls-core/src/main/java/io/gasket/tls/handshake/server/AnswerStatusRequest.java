package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.StatusRequest;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/**
 * status_request: answered empty when CertificateStatus follows (RFC 6066 8). Its successor
 * status_request_v2 (RFC 6961) is passed over, which every client has to expect.
 */
final class AnswerStatusRequest implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.STATUS_REQUEST;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    offer.wantsStatus(StatusRequest.read(body));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return agreed.staples() ? PRESENT : null;
  }
}
