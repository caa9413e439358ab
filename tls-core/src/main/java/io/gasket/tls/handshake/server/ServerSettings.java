package io.gasket.tls.handshake.server;

import io.gasket.tls.credential.ServerPolicy;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.message.extension.ApplicationProtocols;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.trust.PeerVerifier;
import io.gasket.tls.trust.Trust;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;

/**
 * What all handshakes of a server context share, with every fixed message and extension body
 * encoded once. Immutable and thread-safe, but for the credentials, which are read once a
 * handshake; the arrays are shared by all connections and not changed.
 */
public final class ServerSettings {
  private final Policy policy;
  private final Map<String, byte[]> protocolBodies;
  private final byte[] certificateRequest;

  /**
   * The choices of the application.
   *
   * @param choice suites, groups and schemes to sign with, with their order
   * @param accepted schemes for the signatures of clients and their chains, preferred first
   * @param sendsPointFormats whether ec_point_formats is answered
   * @param keepsPeerOffer whether ClientHello is kept for the application
   * @param applicationProtocols spoken, preferred first; empty for no ALPN
   * @param clientTrust judges client certificates; null when clients are not asked
   * @param peerVerifier the application's own judge of client certificates
   * @param requireClientCertificate whether a client without one is refused
   * @param credentials the current snapshot
   * @param resumption how sessions are kept and resumed
   * @param helloListener asked about every ClientHello, or null
   * @param refuseUnknownNames whether a name that no credential is bound to is refused rather than
   *     answered with the default
   * @param acceptsMaxFragmentLength whether max_fragment_length is granted rather than passed over
   * @param recordSizeLimit what is answered about our own, in bytes; 0 to pass the extension over
   * @param requireExtendedMasterSecret whether clients without RFC 7627 are refused
   */
  public record Policy(
      CryptoProvider crypto,
      Limits limits,
      ServerPolicy choice,
      List<SignatureScheme> accepted,
      boolean sendsPointFormats,
      boolean keepsPeerOffer,
      List<String> applicationProtocols,
      Trust clientTrust,
      PeerVerifier peerVerifier,
      boolean requireClientCertificate,
      Supplier<ServerCredentials> credentials,
      Resumption resumption,
      HelloListener helloListener,
      boolean refuseUnknownNames,
      boolean acceptsMaxFragmentLength,
      int recordSizeLimit,
      boolean requireExtendedMasterSecret) {
    private Policy withCredentials(Supplier<ServerCredentials> others) {
      return new Policy(
          crypto,
          limits,
          choice,
          accepted,
          sendsPointFormats,
          keepsPeerOffer,
          applicationProtocols,
          clientTrust,
          peerVerifier,
          requireClientCertificate,
          others,
          resumption,
          null,
          refuseUnknownNames,
          acceptsMaxFragmentLength,
          recordSizeLimit,
          requireExtendedMasterSecret);
    }
  }

  /** Encodes what is fixed. */
  public ServerSettings(Policy policy) {
    this.policy = policy;
    this.protocolBodies = new HashMap<>();
    for (String name : policy.applicationProtocols()) {
      protocolBodies.put(name, ApplicationProtocols.encode(List.of(name)));
    }
    this.certificateRequest = policy.clientTrust() == null ? null : encodeRequest(policy);
  }

  /** The same with other credentials; shares what is encoded. */
  private ServerSettings(ServerSettings original, Supplier<ServerCredentials> credentials) {
    this.policy = original.policy.withCredentials(credentials);
    this.protocolBodies = original.protocolBodies;
    this.certificateRequest = original.certificateRequest;
  }

  /** The same settings with other credentials, and nobody to ask about ClientHellos. */
  public ServerSettings withCredentials(Supplier<ServerCredentials> credentials) {
    return new ServerSettings(this, credentials);
  }

  /** The application's choices. */
  public Policy policy() {
    return policy;
  }

  /**
   * The ALPN answer for a protocol: for those configured the same array for every connection (P5).
   */
  public byte[] protocolBody(String name) {
    byte[] fixed = protocolBodies.get(name);
    return fixed != null ? fixed : ApplicationProtocols.encode(List.of(name));
  }

  boolean asksClient() {
    return certificateRequest != null;
  }

  byte[] certificateRequest() {
    return certificateRequest;
  }

  private static byte[] encodeRequest(Policy policy) {
    int[] types = {CertificateRequest.ECDSA_SIGN, CertificateRequest.RSA_SIGN};
    int[] schemes = policy.accepted().stream().mapToInt(SignatureScheme::code).toArray();
    List<byte[]> names =
        policy.clientTrust().authorities().stream().map(X500Principal::getEncoded).toList();
    return new CertificateRequest(types, schemes, names).encode();
  }
}
