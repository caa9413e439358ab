package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.PeerChain;
import io.gasket.tls.handshake.Stapled;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.PeerRole;
import io.gasket.tls.trust.VerifiedChain;

/** Client: the server's Certificate is due (RFC 5246 7.4.2). */
final class ExpectServerCertificate implements ClientState {
  private final Agreement agreed;

  ExpectServerCertificate(Agreement agreed) {
    this.agreed = agreed;
  }

  @Override
  public String expects() {
    return "Certificate";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    ClientSettings.Policy policy = agreed.settings().policy();
    CertificateMessage certificate =
        CertificateMessage.read(
            message.as(HandshakeType.CERTIFICATE), policy.limits().certificates());
    if (certificate.certificates().isEmpty()) {
      throw TlsFailure.local(
          Alert.DECODE_ERROR,
          Reason.NO_CERTIFICATE,
          "the server's Certificate message is empty; only a client's may be (RFC 5246 7.4.2, 7.4.6)");
    }
    VerifiedChain chain =
        PeerChain.judge(
            policy.trust(),
            certificate.certificates(),
            PeerRole.SERVER,
            agreed.host(),
            policy.chainSchemes(),
            policy.groups());
    PeerChain.checkAuthentication(chain.leaf(), agreed.suite().authentication());
    agreed.attempt().previous().checkPeer(chain.leaf());
    out.received(message);
    return agreed.answers().statusExpected()
        ? new ExpectCertificateStatus(agreed, chain)
        : new ExpectServerKeyExchange(
            agreed, ServerIdentity.of(agreed, chain, Stapled.NOTHING.ocspResponse()));
  }
}
