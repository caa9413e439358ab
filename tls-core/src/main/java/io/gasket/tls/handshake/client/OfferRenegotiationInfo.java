package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.RenegotiationInfo;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.MessageDigest;

/**
 * renegotiation_info: empty both ways in an initial handshake, bound to the earlier Finished
 * messages in a renegotiation (RFC 5746 3.4, 3.5).
 */
final class OfferRenegotiationInfo implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.RENEGOTIATION_INFO;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return RenegotiationInfo.encode(attempt.previous().finished().client());
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    byte[] expected = attempt.previous().finished().joined();
    if (!MessageDigest.isEqual(expected, RenegotiationInfo.read(body))) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.BAD_RENEGOTIATION_INFO,
          expected.length == 0
              ? "the server's renegotiation_info is not empty in an initial handshake (RFC 5746 3.4)"
              : "the server's renegotiation_info does not hold the Finished values of the handshake before (RFC 5746 3.5)");
    }
    answers.useSecureRenegotiation();
  }
}
