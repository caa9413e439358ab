package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.KeptChains;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.SignatureVerified;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.VerifiedChain;

/** Server: the client showed a certificate, so CertificateVerify is due (RFC 5246 7.4.8). */
final class ExpectCertificateVerify implements ServerState {
  private final KeyOffer keys;
  private final VerifiedChain chain;
  private final MasterSecret master;

  ExpectCertificateVerify(KeyOffer keys, VerifiedChain chain, MasterSecret master) {
    this.keys = keys;
    this.chain = chain;
    this.master = master;
  }

  @Override
  public String expects() {
    return "CertificateVerify";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    ServerSettings.Policy policy = keys.agreed().settings().policy();
    SignatureVerified signature =
        SignatureVerified.verify(
            "CertificateVerify",
            policy.crypto(),
            chain.leaf(),
            policy.accepted(),
            out.transcript().messages(),
            DigitallySigned.read(message.as(HandshakeType.CERTIFICATE_VERIFY)));
    out.transcript().forgetMessages();
    out.received(message);
    return new ExpectClientChangeCipherSpec(
        new Ending(
            keys.agreed(),
            master,
            keys.with(chain, signature),
            null,
            KeptChains.kept(policy.clientTrust(), policy.clientTrust(), chain),
            null));
  }
}
