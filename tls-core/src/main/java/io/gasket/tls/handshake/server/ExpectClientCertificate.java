package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.PeerChain;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.PeerRole;
import io.gasket.tls.trust.VerifiedChain;
import io.gasket.tls.trust.VerifiedPeer;

/** Server: the client's Certificate is due, since it was asked for one (RFC 5246 7.4.6). */
final class ExpectClientCertificate implements ServerState {
  private final KeyOffer keys;

  ExpectClientCertificate(KeyOffer keys) {
    this.keys = keys;
  }

  @Override
  public String expects() {
    return "Certificate";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    ServerSettings.Policy policy = keys.agreed().settings().policy();
    CertificateMessage certificate =
        CertificateMessage.read(
            message.as(HandshakeType.CERTIFICATE), policy.limits().certificates());
    VerifiedChain chain = null;
    if (!certificate.certificates().isEmpty()) {
      chain =
          PeerChain.judge(
              policy.clientTrust(),
              certificate.certificates(),
              PeerRole.CLIENT,
              null,
              policy.accepted(),
              policy.choice().groups());
      keys.agreed().offer().previous().checkPeer(chain.leaf());
      policy.peerVerifier().verify(new VerifiedPeer(chain, new byte[0]));
    } else if (policy.requireClientCertificate()) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.NO_CERTIFICATE,
          "the client sent no certificate and this server requires one (RFC 5246 7.4.6). Give the client a certificate issued by"
              + " one of the authorities that CertificateRequest names.");
    }
    out.received(message);
    if (chain == null) {
      keys.agreed().offer().previous().checkPeer(null);
      out.transcript().forgetMessages();
    }
    return new ExpectClientKeyExchange(keys, chain);
  }
}
