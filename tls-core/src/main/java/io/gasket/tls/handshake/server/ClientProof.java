package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.SignatureVerified;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.trust.VerifiedChain;
import java.security.cert.X509Certificate;
import java.util.List;

/** Who the client is: nobody in particular, or the proven holder of a trusted chain. */
final class ClientProof {
  private final Agreement agreed;
  private final VerifiedChain chain;
  private final SignatureVerified signature;

  private ClientProof(Agreement agreed, VerifiedChain chain, SignatureVerified signature) {
    this.agreed = agreed;
    this.chain = chain;
    this.signature = signature;
  }

  /** A client without a certificate. */
  static ClientProof anonymous(Agreement agreed) {
    return new ClientProof(agreed, null, null);
  }

  /** A client whose chain is trusted and whose CertificateVerify was verified. */
  static ClientProof of(Agreement agreed, VerifiedChain chain, SignatureVerified signature) {
    return new ClientProof(agreed, chain, signature);
  }

  Agreement agreed() {
    return agreed;
  }

  List<X509Certificate> certificates() {
    return chain == null ? List.of() : chain.presented().certificates();
  }

  /** The scheme the client signed with, or null. */
  SignatureScheme scheme() {
    return signature == null ? null : signature.scheme();
  }
}
