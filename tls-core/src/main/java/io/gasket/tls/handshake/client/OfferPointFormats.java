package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.PointFormats;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** ec_point_formats: uncompressed alone (RFC 8422 5.1.2, 5.2). */
final class OfferPointFormats implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.EC_POINT_FORMATS;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return attempt.settings().policy().sendsPointFormats() ? PointFormats.encode() : null;
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    PointFormats.check(body);
  }
}
