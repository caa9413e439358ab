package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.VerifiedChain;

/** Server: the client's key share is due (RFC 5246 7.4.7, RFC 8422 5.7). */
final class ExpectClientKeyExchange implements ServerState {
  private final KeyOffer keys;
  private final VerifiedChain chain;

  /**
   * The state after the client's certificate, if it was asked for one.
   *
   * @param chain the client's, or null when it sent none
   */
  ExpectClientKeyExchange(KeyOffer keys, VerifiedChain chain) {
    this.keys = keys;
    this.chain = chain;
  }

  @Override
  public String expects() {
    return "ClientKeyExchange";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    byte[] premaster = keys.exchange().premaster(message.as(HandshakeType.CLIENT_KEY_EXCHANGE));
    out.received(message);
    Agreement agreed = keys.agreed();
    MasterSecret master =
        out.owning(
            MasterSecret.of(
                agreed.settings().policy().crypto(),
                agreed.suite(),
                premaster,
                agreed.offer().extendedMasterSecret(),
                agreed.randoms(),
                out.transcript()));
    return chain == null
        ? new ExpectClientChangeCipherSpec(
            new Ending(agreed, master, keys.withAnonymous(), null, null, null))
        : new ExpectCertificateVerify(keys, chain, master);
  }
}
