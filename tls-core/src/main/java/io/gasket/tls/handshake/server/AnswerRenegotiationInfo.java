package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.RenegotiationInfo;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.MessageDigest;

/**
 * renegotiation_info: empty both ways in an initial handshake, where it is answered to the
 * extension and to the signalling suite value alike (RFC 5746 3.6); bound to the earlier Finished
 * messages in a renegotiation (RFC 5746 3.7).
 */
final class AnswerRenegotiationInfo implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.RENEGOTIATION_INFO;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    byte[] expected = offer.previous().finished().client();
    if (!MessageDigest.isEqual(expected, RenegotiationInfo.read(body))) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.BAD_RENEGOTIATION_INFO,
          expected.length == 0
              ? "the client's renegotiation_info is not empty in an initial handshake (RFC 5746 3.6): another connection's"
                  + " handshake may be spliced in front of it"
              : "the client's renegotiation_info does not hold its Finished value of the handshake before (RFC 5746 3.7)");
    }
    offer.sawSecureRenegotiation();
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return offer.secureRenegotiation()
        ? RenegotiationInfo.encode(offer.previous().finished().joined())
        : null;
  }
}
