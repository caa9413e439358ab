package io.gasket.tls.message;

import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;

/**
 * CertificateStatus (RFC 6066 8): the OCSP response that a server staples to its certificate. The
 * array is not changed.
 *
 * @param response DER of an OCSPResponse (RFC 6960 4.2.1), unread
 */
public record CertificateStatus(byte[] response) {
  /** CertificateStatusType ocsp. */
  public static final int OCSP = 1;

  /**
   * Reads the body to its last byte; decode_error for any other form, such as an empty response or
   * another type of status, whose form is not known.
   */
  public static CertificateStatus read(Cursor body) throws TlsFailure {
    int type = body.u8("status_type");
    if (type != OCSP) {
      throw body.malformed("status_type is " + type + "; asked for was ocsp(1) (RFC 6066 8)");
    }
    byte[] response = body.bytes24("OCSPResponse", 1, 0xffffff);
    body.end();
    return new CertificateStatus(response);
  }

  /** The whole message as bytes. */
  public byte[] encode() {
    return HandshakeMessage.encode(
        HandshakeType.CERTIFICATE_STATUS,
        body -> {
          body.u8(OCSP);
          int mark = body.open24();
          body.bytes(response).close(mark);
        });
  }
}
