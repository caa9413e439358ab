package io.gasket.tls;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Facts of a finished handshake. Immutable and thread-safe; holds no secret. */
public final class ConnectionInfo {
  private final boolean server;
  private final Negotiated negotiated;

  ConnectionInfo(boolean server, Negotiated negotiated) {
    this.server = server;
    this.negotiated = negotiated;
  }

  /** Whether this side is the server. */
  public boolean server() {
    return server;
  }

  /** The cipher suite. */
  public CipherSuite suite() {
    return negotiated.suite();
  }

  /** The key agreement group; empty in a resumed handshake, which agrees on no new secret. */
  public Optional<NamedGroup> group() {
    return Optional.ofNullable(negotiated.group());
  }

  /** How the handshake was resumed, if it was. */
  public ResumedBy resumedBy() {
    return negotiated.resumedBy();
  }

  /** The scheme this side signed with; empty for a client that showed no certificate. */
  public Optional<SignatureScheme> localScheme() {
    return Optional.ofNullable(negotiated.localScheme());
  }

  /** The scheme the peer signed with; empty for a client that showed no certificate. */
  public Optional<SignatureScheme> peerScheme() {
    return Optional.ofNullable(negotiated.peerScheme());
  }

  /** The application protocol that ALPN agreed on (RFC 7301), or the empty string. */
  public String applicationProtocol() {
    return negotiated.applicationProtocol();
  }

  /**
   * The server name that the client sent (RFC 6066 3), or what the application put in its place by
   * {@link ClientHelloOperation}.
   */
  public Optional<String> serverName() {
    return Optional.ofNullable(negotiated.serverName());
  }

  /** The peer's chain as it presented it, its own certificate first; empty when it showed none. */
  public List<X509Certificate> peerCertificates() {
    return negotiated.peerCertificates();
  }

  /** The same chain as DER, one array a certificate; copies. */
  public List<byte[]> peerChain() {
    return peerCertificates().stream().map(ConnectionInfo::der).toList();
  }

  /**
   * What the client offered, at a server whose context {@link ContextBuilder#keepPeerOffer keeps}
   * it; else empty. Of the last handshake.
   */
  public Optional<ClientHelloFacts> clientHello() {
    return server
        ? Optional.ofNullable(negotiated.peerOffer()).map(ClientHelloFacts::of)
        : Optional.empty();
  }

  /**
   * What the server asked the client for, its authorities' names among it, at a client whose
   * context {@link ContextBuilder#keepPeerOffer keeps} it; else empty, and where the server did not
   * ask.
   */
  public Optional<CertificateRequestFacts> certificateRequest() {
    return server
        ? Optional.empty()
        : Optional.ofNullable(negotiated.peerOffer()).map(CertificateRequestFacts::of);
  }

  /**
   * The OCSP response that the server stapled to its certificate (RFC 6066 8), judged as the
   * client's {@link io.gasket.tls.trust.Stapling} has it; a copy. Empty at the server, and in a
   * resumed handshake, which does not bring it again.
   */
  public Optional<byte[]> ocspResponse() {
    byte[] response = negotiated.stapled().ocspResponse();
    return response.length == 0 ? Optional.empty() : Optional.of(response.clone());
  }

  /**
   * Each signed certificate timestamp that the server sent in its hello, as a SerializedSCT (RFC
   * 6962 3.3), unjudged; copies. Empty where {@link #ocspResponse} is.
   */
  public List<byte[]> signedCertificateTimestamps() {
    return negotiated.stapled().timestamps().stream().map(byte[]::clone).toList();
  }

  /** The credential this side authenticated with; empty for a client that showed none. */
  public Optional<Credential> localCredential() {
    return Optional.ofNullable(negotiated.localCredential());
  }

  /** Whether the extended master secret was used (RFC 7627). */
  public boolean extendedMasterSecret() {
    return negotiated.extendedMasterSecret();
  }

  /** Whether the peer signalled secure renegotiation (RFC 5746). */
  public boolean secureRenegotiation() {
    return negotiated.secureRenegotiation();
  }

  /**
   * What was agreed on about the length of records' plaintext (RFC 6066 4, RFC 8449): {@link
   * FragmentLimits#sent()} is the most that this side may send, {@link FragmentLimits#received()}
   * the most that it accepts.
   */
  public FragmentLimits fragmentLimits() {
    return negotiated.limits();
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was parsed has an encoding", e);
    }
  }

  @Override
  public String toString() {
    return "TLS 1.2 " + suite() + group().map(group -> " " + group.rfcName()).orElse(", resumed");
  }
}
