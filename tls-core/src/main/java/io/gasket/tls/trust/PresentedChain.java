package io.gasket.tls.trust;

import io.gasket.tls.spec.SignatureScheme;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * What a peer presented and what it is judged against. Immutable.
 *
 * @param certificates the certificates as {@link PeerCertificates#parse} gave them, the peer's own
 *     first; never empty
 * @param role what the peer is
 * @param hostName the DNS name (IDNs as A-labels) or IP literal this side meant to reach; null for
 *     no name check, as when the peer is a client
 * @param offered the schemes this side sent in signature_algorithms (RFC 5246 7.4.1.4.1) or
 *     CertificateRequest; empty when it sent none
 */
public record PresentedChain(
    List<X509Certificate> certificates,
    PeerRole role,
    String hostName,
    List<SignatureScheme> offered) {

  /** Copies the lists; throws {@link IllegalArgumentException} when there is no certificate. */
  public PresentedChain {
    certificates = List.copyOf(certificates);
    Objects.requireNonNull(role, "role");
    offered = List.copyOf(offered);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("a presented chain has at least one certificate");
    }
  }

  /** The peer's own certificate. */
  public X509Certificate leaf() {
    return certificates.get(0);
  }
}
