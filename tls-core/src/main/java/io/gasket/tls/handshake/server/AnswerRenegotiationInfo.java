package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.RenegotiationInfo;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * renegotiation_info in an initial handshake: empty both ways, answered to the extension and to the
 * signalling suite value alike (RFC 5746 3.6).
 */
final class AnswerRenegotiationInfo implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.RENEGOTIATION_INFO;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    if (RenegotiationInfo.read(body).length != 0) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.BAD_RENEGOTIATION_INFO,
          "the client's renegotiation_info is not empty in an initial handshake (RFC 5746 3.6): another connection's"
              + " handshake may be spliced in front of it");
    }
    offer.sawSecureRenegotiation();
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return offer.secureRenegotiation() ? RenegotiationInfo.encode(new byte[0]) : null;
  }
}
