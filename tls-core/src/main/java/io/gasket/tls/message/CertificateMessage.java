package io.gasket.tls.message;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificate (RFC 5246 7.4.2): DER certificates, the sender's own first. The arrays are not
 * changed.
 *
 * @param certificates possibly none, when a client has none to show
 */
public record CertificateMessage(List<byte[]> certificates) {
  /** Copies the list. */
  public CertificateMessage {
    certificates = List.copyOf(certificates);
  }

  /**
   * Reads the body to its last byte.
   *
   * @param limit most certificates allowed
   * @throws TlsFailure decode_error for any other form, bad_certificate when there are more than
   *     the limit
   */
  public static CertificateMessage read(Cursor body, int limit) throws TlsFailure {
    Cursor list = body.vector24("certificate_list", 0, 0xffffff);
    body.end();
    List<byte[]> certificates = new ArrayList<>();
    while (list.remaining() > 0) {
      if (certificates.size() == limit) {
        throw TlsFailure.local(
            Alert.BAD_CERTIFICATE,
            Reason.CHAIN_TOO_LONG,
            "the chain has more than " + limit + " certificates (Limits.certificates)");
      }
      certificates.add(list.bytes24("certificate", 1, 0xffffff));
    }
    return new CertificateMessage(certificates);
  }

  /** The whole message as bytes. */
  public byte[] encode() {
    return HandshakeMessage.encode(
        HandshakeType.CERTIFICATE,
        body -> {
          int list = body.open24();
          for (byte[] certificate : certificates) {
            int mark = body.open24();
            body.bytes(certificate).close(mark);
          }
          body.close(list);
        });
  }
}
