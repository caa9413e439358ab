package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.PointFormats;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** ec_point_formats: answered with uncompressed alone when the client sent it (RFC 8422 5.2). */
final class AnswerPointFormats implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.EC_POINT_FORMATS;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    PointFormats.check(body);
    offer.sawPointFormats();
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return offer.pointFormats() && agreed.settings().policy().sendsPointFormats()
        ? PointFormats.encode()
        : null;
  }
}
