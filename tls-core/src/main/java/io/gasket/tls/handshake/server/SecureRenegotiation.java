package io.gasket.tls.handshake.server;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** The rules of RFC 5746 that span renegotiation_info and its signalling suite value. Stateless. */
final class SecureRenegotiation {
  private SecureRenegotiation() {}

  /**
   * Judges both signals together.
   *
   * @throws TlsFailure handshake_failure when a renegotiation uses the suite value or lacks the
   *     extension (RFC 5746 3.7)
   */
  static void check(ClientOffer offer) throws TlsFailure {
    boolean signalled = offer.hello().offers(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
    if (!offer.previous().finished().isPresent()) {
      if (signalled) {
        offer.sawSecureRenegotiation();
      }
      return;
    }
    if (signalled || !offer.secureRenegotiation()) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.BAD_RENEGOTIATION_INFO,
          signalled
              ? "a renegotiating ClientHello holds TLS_EMPTY_RENEGOTIATION_INFO_SCSV, which RFC 5746 3.7 forbids"
              : "a renegotiating ClientHello lacks renegotiation_info (RFC 5746 3.7)");
    }
  }
}
