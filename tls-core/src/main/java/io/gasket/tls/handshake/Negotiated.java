package io.gasket.tls.handshake;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a handshake agreed on and learnt. Immutable; holds no secret.
 *
 * @param suite the cipher suite
 * @param group the key agreement group, or null in a resumed handshake
 * @param localScheme the scheme this side signed with, or null when it signed nothing
 * @param peerScheme the scheme the peer signed with, or null when it signed nothing
 * @param applicationProtocol the ALPN protocol, or the empty string
 * @param serverName the server name sent or received, or null
 * @param peerCertificates the peer's chain as presented, its own certificate first; empty when it
 *     sent none
 * @param stapled what a server sent along with its certificate, as its client received it
 * @param localCredential the credential this side authenticated with, or null
 * @param extendedMasterSecret whether RFC 7627 was used
 * @param secureRenegotiation whether the peer signalled RFC 5746
 * @param limits of the length of fragments
 * @param resumedBy how it was resumed, if it was
 * @param peerOffer the client's ClientHello at a server, the server's CertificateRequest at a
 *     client, as a whole message; null when it is not kept, or did not come. Not changed.
 */
public record Negotiated(
    CipherSuite suite,
    NamedGroup group,
    SignatureScheme localScheme,
    SignatureScheme peerScheme,
    String applicationProtocol,
    String serverName,
    List<X509Certificate> peerCertificates,
    Stapled stapled,
    Credential localCredential,
    boolean extendedMasterSecret,
    boolean secureRenegotiation,
    FragmentLimits limits,
    ResumedBy resumedBy,
    byte[] peerOffer) {

  /** Copies the list. */
  public Negotiated {
    peerCertificates = List.copyOf(peerCertificates);
  }
}
