package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.exchange.ServerExchange;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.VerifiedChain;

/** Server: the client's key share is due (RFC 5246 7.4.7, RFC 8422 5.7). */
final class ExpectClientKeyExchange implements ServerState {
  private final Agreement agreed;
  private final ServerExchange exchange;
  private final VerifiedChain chain;

  /**
   * The state after the client's certificate, if it was asked for one.
   *
   * @param chain the client's, or null when it sent none
   */
  ExpectClientKeyExchange(Agreement agreed, ServerExchange exchange, VerifiedChain chain) {
    this.agreed = agreed;
    this.exchange = exchange;
    this.chain = chain;
  }

  @Override
  public String expects() {
    return "ClientKeyExchange";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    byte[] premaster = exchange.premaster(message.as(HandshakeType.CLIENT_KEY_EXCHANGE));
    out.received(message);
    MasterSecret master =
        out.owning(
            MasterSecret.of(
                agreed.settings().policy().crypto(),
                agreed.choice().suite(),
                premaster,
                agreed.offer().extendedMasterSecret(),
                agreed.randoms(),
                out.transcript()));
    return chain == null
        ? new ExpectClientChangeCipherSpec(ClientProof.anonymous(agreed), master)
        : new ExpectCertificateVerify(agreed, chain, master);
  }
}
