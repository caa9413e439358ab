package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges one path: the algorithms of the signatures it relies on, the strength of its keys, its
 * authorities' right to issue for the purpose, then, by {@link PkixValidation}, all of RFC 5280
 * 6.1, and last what the {@link RevocationLists} say. One per verification.
 */
final class PathJudge {
  private final PresentedChain presented;
  private final SignaturePolicy policy;
  private final int minimumRsaBits;
  private final RevocationLists revocation;
  private final Instant now;

  PathJudge(
      PresentedChain presented,
      SignaturePolicy policy,
      int minimumRsaBits,
      RevocationLists revocation,
      Instant now) {
    this.presented = presented;
    this.policy = policy;
    this.minimumRsaBits = minimumRsaBits;
    this.revocation = revocation;
    this.now = now;
  }

  /** The time for which paths are judged. */
  Instant now() {
    return now;
  }

  /**
   * Judges a path.
   *
   * @param path the leaf first, the anchor not in it
   */
  void check(List<X509Certificate> path, X509Certificate anchor) throws TlsFailure {
    // Every signature that is relied on, which the anchor's own is not (it is trusted as it
    // stands), before any is computed.
    for (X509Certificate certificate : path) {
      checkSignatureAlgorithm(certificate);
      checkKeyStrength(certificate);
    }
    for (X509Certificate authority : path.subList(1, path.size())) {
      checkAuthority(authority);
    }
    checkAnchorMayIssue(anchor);
    new PkixValidation(presented, now).validate(path, anchor);
    for (int i = 0; i < path.size(); i++) {
      X509Certificate issuer = i + 1 < path.size() ? path.get(i + 1) : anchor;
      revocation.check(presented, path.get(i), issuer, policy, now);
    }
  }

  /**
   * Judges a leaf that is itself a trust anchor. Its own signature proves nothing and is not looked
   * at.
   */
  void checkPinned(X509Certificate leaf) throws TlsFailure {
    checkKeyStrength(leaf);
    PkixValidation.checkValidity(presented, leaf, now);
  }

  private void checkSignatureAlgorithm(X509Certificate certificate) throws TlsFailure {
    CertificateSignature signature = CertificateSignature.of(certificate);
    Optional<String> objection = policy.objectionTo(signature);
    if (objection.isPresent()) {
      throw refused(certificate, signature, objection.get());
    }
    List<SignatureScheme> schemes = signature.schemes();
    // RFC 5246 7.4.2: certificates must be signed with a pair that was offered. What an application
    // allowed by hand has no
    // pair to offer.
    if (!presented.offered().isEmpty()
        && !schemes.isEmpty()
        && schemes.stream().noneMatch(presented.offered()::contains)) {
      throw refused(
          certificate,
          signature,
          names(schemes)
              + " is not among the signature_algorithms that this side sent ("
              + names(presented.offered())
              + "), as RFC 5246 7.4.2 demands; offer it too, or reissue the certificate");
    }
  }

  private static String names(List<SignatureScheme> schemes) {
    return schemes.stream().map(SignatureScheme::rfcName).collect(Collectors.joining(", "));
  }

  private TlsFailure refused(
      X509Certificate certificate, CertificateSignature signature, String objection) {
    return TlsFailure.local(
        Alert.UNSUPPORTED_CERTIFICATE,
        Reason.REFUSED_SIGNATURE_ALGORITHM,
        CertificateText.label(presented, certificate)
            + " is signed with "
            + signature
            + "; "
            + objection);
  }

  private void checkKeyStrength(X509Certificate certificate) throws TlsFailure {
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() < minimumRsaBits) {
      throw TlsFailure.local(
          Alert.UNSUPPORTED_CERTIFICATE,
          Reason.WEAK_KEY,
          CertificateText.label(presented, certificate)
              + " has an RSA key of "
              + rsa.getModulus().bitLength()
              + " bits; the policy asks for "
              + minimumRsaBits
              + " or more; reissue it with a longer key, or change Trust.withMinimumRsaBits");
    }
  }

  private void checkAuthority(X509Certificate authority) throws TlsFailure {
    try {
      Extensions.checkNameConstraints(authority);
      // Beyond RFC 5280, but as browsers and operating systems do: an authority's key purposes
      // bound those of what it issues.
      KeyPurposes.check(presented, authority);
    } catch (CertificateParsingException e) {
      throw CertificateText.malformed(presented, authority, e);
    }
  }

  /**
   * RFC 5280 6.1 takes an anchor as a mere name and key. But a server's self-signed certificate
   * that was pinned as an anchor must not thereby become an authority for every name.
   */
  private void checkAnchorMayIssue(X509Certificate anchor) throws TlsFailure {
    boolean authority = anchor.getVersion() < 3 || anchor.getBasicConstraints() >= 0;
    try {
      authority &= Extensions.allowsCertificateSigning(anchor);
    } catch (CertificateParsingException e) {
      throw CertificateText.malformed(presented, anchor, e);
    }
    if (!authority) {
      throw TlsFailure.local(
          Alert.BAD_CERTIFICATE,
          Reason.CHAIN_CONSTRAINT,
          CertificateText.label(presented, anchor)
              + " is trusted for itself but is no certificate authority (basicConstraints cA and keyUsage keyCertSign,"
              + " RFC 5280 4.2.1.9), so nothing it issued is; reissue it as an authority");
    }
  }
}
