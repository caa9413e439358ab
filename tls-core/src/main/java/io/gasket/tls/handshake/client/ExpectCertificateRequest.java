package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import java.util.Optional;

/** Client: CertificateRequest may come, else ServerHelloDone is due (RFC 5246 7.4.4). */
final class ExpectCertificateRequest implements ClientState {
  private final Authenticated server;

  ExpectCertificateRequest(Authenticated server) {
    this.server = server;
  }

  @Override
  public String expects() {
    return "CertificateRequest or ServerHelloDone";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    if (message.type() != HandshakeType.CERTIFICATE_REQUEST) {
      return new ExpectServerHelloDone(server, Optional.empty(), null, expects()).on(message, out);
    }
    CertificateRequest request = CertificateRequest.read(message.body());
    out.received(message);
    boolean kept = server.agreed().settings().policy().keepsPeerOffer();
    return new ExpectServerHelloDone(
        server, Optional.of(request), kept ? message.bytes() : null, "ServerHelloDone");
  }
}
