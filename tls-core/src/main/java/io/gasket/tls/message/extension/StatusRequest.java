package io.gasket.tls.message.extension;

import io.gasket.tls.message.CertificateStatus;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.TlsFailure;

/** status_request (RFC 6066 8) as a client sends it; a server's answer is empty. */
public final class StatusRequest {
  private static final byte[] ANY_RESPONDER = {CertificateStatus.OCSP, 0, 0, 0, 0};

  private StatusRequest() {}

  /**
   * Reads a request to its last byte. Which responders the client names, and what it would ask them
   * for, is not kept: what is stapled was fetched before.
   *
   * @return whether OCSP is asked for; another type, whose form is not known, is none of ours
   * @throws TlsFailure decode_error for a wrong form
   */
  public static boolean read(Cursor body) throws TlsFailure {
    if (body.u8("status_type") != CertificateStatus.OCSP) {
      byte[] unused = body.rest();
      return false;
    }
    Cursor responders = body.vector16("responder_id_list", 0, 0xffff);
    while (responders.remaining() > 0) {
      Cursor unused = responders.vector16("ResponderID", 1, 0xffff);
    }
    Cursor unused = body.vector16("request_extensions", 0, 0xffff);
    body.end();
    return true;
  }

  /** The body of a client that names no responders and no extensions; not to be changed. */
  public static byte[] encode() {
    return ANY_RESPONDER;
  }
}
