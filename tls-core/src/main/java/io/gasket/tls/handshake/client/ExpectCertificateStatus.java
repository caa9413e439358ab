package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.Stapled;
import io.gasket.tls.message.CertificateStatus;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.VerifiedChain;

/**
 * Client: the server answered status_request, so CertificateStatus may come; it may also be left
 * out (RFC 6066 8), and then ServerKeyExchange is due.
 */
final class ExpectCertificateStatus implements ClientState {
  private final Agreement agreed;
  private final VerifiedChain chain;

  ExpectCertificateStatus(Agreement agreed, VerifiedChain chain) {
    this.agreed = agreed;
    this.chain = chain;
  }

  @Override
  public String expects() {
    return "CertificateStatus or ServerKeyExchange";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    switch (message.type()) {
      case HandshakeType.CERTIFICATE_STATUS -> {
        CertificateStatus status = CertificateStatus.read(message.body());
        HandshakeState next = next(status.response());
        out.received(message);
        return next;
      }
      case HandshakeType.SERVER_KEY_EXCHANGE -> {
        return next(Stapled.NOTHING.ocspResponse()).on(message, out);
      }
      default -> throw message.unexpected(expects());
    }
  }

  private HandshakeState next(byte[] response) throws TlsFailure {
    return new ExpectServerKeyExchange(agreed, ServerIdentity.of(agreed, chain, response));
  }
}
