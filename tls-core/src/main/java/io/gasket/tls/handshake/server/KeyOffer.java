package io.gasket.tls.handshake.server;

import io.gasket.tls.credential.Selection;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.handshake.SignatureVerified;
import io.gasket.tls.handshake.Stapled;
import io.gasket.tls.handshake.exchange.ServerExchange;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.trust.VerifiedChain;
import java.util.List;

/** The server has shown its credential and its half of the key exchange. Immutable. */
record KeyOffer(Agreement agreed, Selection.Choice choice, ServerExchange exchange) {

  /** The facts when the client showed no certificate. */
  Negotiated withAnonymous() {
    return negotiated(null, null);
  }

  /** The facts when the client's chain is trusted and its CertificateVerify was verified. */
  Negotiated with(VerifiedChain chain, SignatureVerified signature) {
    return negotiated(chain, signature);
  }

  private Negotiated negotiated(VerifiedChain chain, SignatureVerified signature) {
    return new Negotiated(
        choice.suite(),
        choice.group(),
        choice.scheme(),
        signature == null ? null : signature.scheme(),
        agreed.applicationProtocol(),
        agreed.offer().serverName(),
        chain == null ? List.of() : chain.presented().certificates(),
        Stapled.NOTHING,
        choice.credential(),
        agreed.offer().extendedMasterSecret(),
        agreed.offer().secureRenegotiation(),
        agreed.limits(),
        ResumedBy.NOTHING,
        agreed.offer().kept());
  }
}
