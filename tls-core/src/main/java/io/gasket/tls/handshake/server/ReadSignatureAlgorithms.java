package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** signature_algorithms: read, never answered (RFC 5246 7.4.1.4.1). */
final class ReadSignatureAlgorithms implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.SIGNATURE_ALGORITHMS;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    offer.schemes(CodeList.read(body, "supported_signature_algorithms"));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return null;
  }
}
