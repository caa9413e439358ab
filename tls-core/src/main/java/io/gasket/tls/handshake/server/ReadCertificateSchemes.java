package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** signature_algorithms_cert: read, never answered (RFC 8446 4.2.3). */
final class ReadCertificateSchemes implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.SIGNATURE_ALGORITHMS_CERT;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    offer.certificateSchemes(CodeList.read(body, "supported_signature_algorithms"));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return null;
  }
}
