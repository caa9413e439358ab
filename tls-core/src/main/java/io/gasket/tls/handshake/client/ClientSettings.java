package io.gasket.tls.handshake.client;

import io.gasket.tls.credential.SigningPreference;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.handshake.PreparedCredential;
import io.gasket.tls.message.extension.ApplicationProtocols;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.trust.PeerVerifier;
import io.gasket.tls.trust.Stapling;
import io.gasket.tls.trust.Trust;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What all handshakes of a client context share, with every fixed extension body encoded once.
 * Immutable and thread-safe; the arrays are shared by all connections and not changed.
 */
public final class ClientSettings {
  private final Policy policy;
  private final int[] suites;
  private final int[] suitesInFull;
  private final byte[] protocolsBody;
  private final byte[] groupsBody;
  private final byte[] schemesBody;
  private final byte[] certificateSchemesBody;

  /**
   * The choices of the application.
   *
   * @param suites offered, preferred first
   * @param groups offered, preferred first
   * @param signing schemes for our own signatures
   * @param accepted schemes offered for the server's signatures, preferred first
   * @param certificateSchemes offered for the signatures of the server's chain, preferred first;
   *     empty when they are the same
   * @param sendsPointFormats whether ec_point_formats is offered
   * @param keepsPeerOffer whether CertificateRequest is kept for the application
   * @param applicationProtocols offered, preferred first; empty for no ALPN
   * @param trust judges the server's chain
   * @param stapling whether a certificate status is asked for, and what judges it
   * @param asksTimestamps whether signed certificate timestamps are asked for
   * @param maxFragmentLength asked for, in bytes; 0 for none
   * @param recordSizeLimit what is said of our own, in bytes; 0 to say nothing
   * @param peerVerifier the application's own judge of servers
   * @param credentials the current ones, for servers that ask, preferred first
   * @param resumption how sessions are kept and offered
   * @param requireExtendedMasterSecret whether servers without RFC 7627 are refused
   * @param requireSecureRenegotiation whether servers without RFC 5746 are refused
   * @param fallback whether a higher version was tried before (RFC 7507)
   * @param newerVersionElsewhere whether servers that speak TLS 1.3 are refused (RFC 8446 4.1.3)
   */
  public record Policy(
      CryptoProvider crypto,
      Limits limits,
      List<CipherSuite> suites,
      List<NamedGroup> groups,
      SigningPreference signing,
      List<SignatureScheme> accepted,
      List<SignatureScheme> certificateSchemes,
      boolean sendsPointFormats,
      boolean keepsPeerOffer,
      List<String> applicationProtocols,
      Trust trust,
      Stapling stapling,
      boolean asksTimestamps,
      int maxFragmentLength,
      int recordSizeLimit,
      PeerVerifier peerVerifier,
      Supplier<List<PreparedCredential>> credentials,
      Resumption resumption,
      boolean requireExtendedMasterSecret,
      boolean requireSecureRenegotiation,
      boolean fallback,
      boolean newerVersionElsewhere) {

    /** The schemes by which the server's chain may be signed (RFC 8446 4.2.3). */
    List<SignatureScheme> chainSchemes() {
      return certificateSchemes.isEmpty() ? accepted : certificateSchemes;
    }
  }

  /** Encodes what is fixed. */
  public ClientSettings(Policy policy) {
    this.policy = policy;
    this.suites = policy.suites().stream().mapToInt(CipherSuite::code).toArray();
    this.suitesInFull =
        policy.fallback()
            ? IntStream.concat(IntStream.of(suites), IntStream.of(CipherSuite.FALLBACK_SCSV))
                .toArray()
            : suites;
    this.protocolsBody =
        policy.applicationProtocols().isEmpty()
            ? null
            : ApplicationProtocols.encode(policy.applicationProtocols());
    this.groupsBody =
        CodeList.encode(policy.groups().stream().mapToInt(NamedGroup::code).toArray());
    this.schemesBody = encode(policy.accepted());
    this.certificateSchemesBody =
        policy.certificateSchemes().isEmpty() ? null : encode(policy.certificateSchemes());
  }

  private static byte[] encode(List<SignatureScheme> schemes) {
    return CodeList.encode(schemes.stream().mapToInt(SignatureScheme::code).toArray());
  }

  /** The application's choices. */
  public Policy policy() {
    return policy;
  }

  /** The ALPN body, the same array for every connection (P5), or null. */
  public byte[] protocolsBody() {
    return protocolsBody;
  }

  /**
   * The codes of the suites offered. The signalling value comes last, and not with a session: its
   * version was agreed on before (RFC 7507 4).
   */
  int[] suites(boolean resuming) {
    return resuming ? suites : suitesInFull;
  }

  byte[] groupsBody() {
    return groupsBody;
  }

  byte[] schemesBody() {
    return schemesBody;
  }

  /** The body of signature_algorithms_cert, or null. */
  byte[] certificateSchemesBody() {
    return certificateSchemesBody;
  }

  /**
   * Whose verification of a server a session keeps, by identity: that of the trust, or, when it is
   * more than the trust's, that of this context.
   */
  Object judge() {
    return policy.stapling().required() ? this : policy.trust();
  }
}
