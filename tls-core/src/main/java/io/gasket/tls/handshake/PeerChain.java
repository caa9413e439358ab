package io.gasket.tls.handshake;

import io.gasket.tls.crypto.KeyTypes;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Authentication;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.PeerRole;
import io.gasket.tls.trust.Trust;
import io.gasket.tls.trust.VerifiedChain;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The peer's certificates, parsed, fitting what was negotiated, and trusted. Stateless. */
public final class PeerChain {
  private PeerChain() {}

  /**
   * Parses and judges a chain.
   *
   * @param der the certificates of the Certificate message, at least one
   * @param role what the peer is
   * @param host the name the certificate must be for, or null for a client's
   * @param schemes offered in signature_algorithms
   * @param groups offered in supported_groups; an EC key must be on one of them (RFC 8422 5.1, 5.3)
   * @throws TlsFailure as {@link Trust#verify(List, PeerRole, String, List)}; illegal_parameter for
   *     a curve not offered
   */
  public static VerifiedChain judge(
      Trust trust,
      List<byte[]> der,
      PeerRole role,
      String host,
      List<SignatureScheme> schemes,
      List<NamedGroup> groups)
      throws TlsFailure {
    VerifiedChain chain = trust.verify(der, role, host, schemes);
    checkCurve(chain.leaf(), groups);
    return chain;
  }

  /**
   * Checks that the server's key goes with the suite (RFC 5246 7.4.2, RFC 8422 2).
   *
   * @throws TlsFailure unsupported_certificate when it does not
   */
  public static void checkAuthentication(X509Certificate leaf, Authentication authentication)
      throws TlsFailure {
    KeyType key = KeyTypes.byParameters(leaf).orElse(null);
    if (key == null || key.authentication() != authentication) {
      throw TlsFailure.local(
          Alert.UNSUPPORTED_CERTIFICATE,
          Reason.WRONG_CERTIFICATE_TYPE,
          "the cipher suite authenticates with "
              + authentication
              + ", but the certificate's key is of kind "
              + key);
    }
  }

  private static void checkCurve(X509Certificate leaf, List<NamedGroup> groups) throws TlsFailure {
    Optional<NamedGroup> curve = KeyTypes.curveOf(leaf.getPublicKey());
    if (curve.isPresent() && !groups.contains(curve.get())) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.CURVE_NOT_OFFERED,
          "the certificate's key is on "
              + curve.get().rfcName()
              + ", which supported_groups did not offer (RFC 8422 5.1)");
    }
  }
}
