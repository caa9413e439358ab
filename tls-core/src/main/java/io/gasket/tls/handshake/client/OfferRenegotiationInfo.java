package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.RenegotiationInfo;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** renegotiation_info in an initial handshake: always offered, empty both ways (RFC 5746 3.4). */
final class OfferRenegotiationInfo implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.RENEGOTIATION_INFO;
  }

  @Override
  public byte[] offer(ClientSettings settings, String host) {
    return RenegotiationInfo.encode(new byte[0]);
  }

  @Override
  public void answered(Cursor body, ClientSettings settings, ServerAnswers answers)
      throws TlsFailure {
    if (RenegotiationInfo.read(body).length != 0) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.BAD_RENEGOTIATION_INFO,
          "the server's renegotiation_info is not empty in an initial handshake (RFC 5746 3.4)");
    }
    answers.useSecureRenegotiation();
  }
}
