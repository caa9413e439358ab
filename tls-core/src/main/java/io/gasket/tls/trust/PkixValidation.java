package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.security.SignatureException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * RFC 5280 6.1 by the JDK's own validator, and its failures in our words.
 *
 * <p>Nothing is fetched, whatever URLs a certificate holds: this validates a path that is complete,
 * so authorityInfoAccess is never followed (only the JDK's path <em>builder</em> does that, and
 * only when {@code com.sun.security.enableAIAcaIssuers} is set); revocation is off, so neither CRL
 * distribution points nor OCSP responders are asked; and there is no CertStore. At its first use in
 * a process the JDK may read its own list of blocked certificates.
 */
final class PkixValidation {
  private static final String DISABLED_ALGORITHMS = "jdk.certpath.disabledAlgorithms";

  private final PresentedChain presented;
  private final Instant now;

  PkixValidation(PresentedChain presented, Instant now) {
    this.presented = presented;
    this.now = now;
  }

  /**
   * Validates a path.
   *
   * @param path the leaf first, the anchor not in it
   */
  void validate(List<X509Certificate> path, X509Certificate anchor) throws TlsFailure {
    try {
      CertPath certPath = PeerCertificates.certificateFactory().generateCertPath(path);
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      // Policies are not used here, so their qualifiers, which public authorities send, harm
      // nobody.
      parameters.setPolicyQualifiersRejected(false);
      validator().validate(certPath, parameters);
    } catch (CertPathValidatorException e) {
      int index = e.getIndex();
      throw explain(e, index < 0 ? anchor : path.get(index), path, anchor);
    } catch (GeneralSecurityException e) {
      throw constraint(path.get(0), Alert.CERTIFICATE_UNKNOWN, e);
    } catch (RuntimeException e) {
      // The JDK decodes parts of a certificate only while validating, and for hostile ones lets
      // unchecked exceptions of many
      // types through (IllegalArgumentException, ArrayIndexOutOfBoundsException …).
      throw CertificateText.malformed(presented, path.get(0), e);
    }
  }

  private static CertPathValidator validator() throws NoSuchAlgorithmException {
    return Providers.SUN == null
        ? CertPathValidator.getInstance("PKIX")
        : CertPathValidator.getInstance("PKIX", Providers.SUN);
  }

  private TlsFailure explain(
      CertPathValidatorException e,
      X509Certificate certificate,
      List<X509Certificate> path,
      X509Certificate anchor) {
    String label = CertificateText.label(presented, certificate);
    CertPathValidatorException.Reason reason = e.getReason();
    if (reason == BasicReason.EXPIRED) {
      return expired(presented, certificate, now);
    }
    if (reason == BasicReason.NOT_YET_VALID) {
      return notYetValid(presented, certificate, now);
    }
    if (reason == BasicReason.INVALID_SIGNATURE
        || e.getCause() instanceof SignatureException
        || e.getCause() instanceof InvalidKeyException) {
      int above = path.indexOf(certificate) + 1;
      X509Certificate issuer = above < path.size() ? path.get(above) : anchor;
      return failure(
          Alert.BAD_CERTIFICATE,
          Reason.BAD_CERTIFICATE_SIGNATURE,
          label
              + " has a signature that does not verify with the key of its issuer, "
              + CertificateText.label(presented, issuer)
              + "; it was altered, or another authority of the same name signed it",
          e);
    }
    if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
      return failure(
          Alert.UNSUPPORTED_CERTIFICATE,
          Reason.REFUSED_SIGNATURE_ALGORITHM,
          label
              + ", signed with "
              + CertificateSignature.of(certificate)
              + ", passes the signature policy but is refused by the JDK's security property "
              + DISABLED_ALGORITHMS
              + " ("
              + said(e)
              + "); reissue it, or change that property, now \""
              + PeerText.quote(String.valueOf(Security.getProperty(DISABLED_ALGORITHMS)), 200)
              + "\"",
          e);
    }
    if (reason == PKIXReason.NO_TRUST_ANCHOR) {
      return failure(
          Alert.UNKNOWN_CA,
          Reason.UNKNOWN_ISSUER,
          CertificateText.label(presented, path.get(path.size() - 1))
              + " names an issuer whose key identifier or serial number is not that of the "
              + CertificateText.label(presented, anchor)
              + " ("
              + said(e)
              + "); add the right issuer to the anchors",
          e);
    }
    if (reason == PKIXReason.INVALID_KEY_USAGE) {
      return failure(
          Alert.UNSUPPORTED_CERTIFICATE,
          Reason.BAD_KEY_USAGE,
          label
              + " has a keyUsage that does not let it sign certificates ("
              + said(e)
              + "; RFC 5280 4.2.1.3); reissue it with keyCertSign",
          e);
    }
    return constraint(
        certificate,
        reason == PKIXReason.UNRECOGNIZED_CRIT_EXT
            ? Alert.UNSUPPORTED_CERTIFICATE
            : Alert.BAD_CERTIFICATE,
        e);
  }

  /** Checks the validity period alone, for a certificate that needs no path. */
  static void checkValidity(PresentedChain presented, X509Certificate certificate, Instant now)
      throws TlsFailure {
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      throw notYetValid(presented, certificate, now);
    }
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw expired(presented, certificate, now);
    }
  }

  private static TlsFailure expired(
      PresentedChain presented, X509Certificate certificate, Instant now) {
    return failure(
        Alert.CERTIFICATE_EXPIRED,
        Reason.CERTIFICATE_EXPIRED,
        CertificateText.label(presented, certificate)
            + " expired at "
            + certificate.getNotAfter().toInstant()
            + ", and this side's clock says "
            + now
            + "; renew it, or correct the clock",
        null);
  }

  /** RFC 5246 7.2.2: certificate_expired also stands for "not currently valid". */
  private static TlsFailure notYetValid(
      PresentedChain presented, X509Certificate certificate, Instant now) {
    return failure(
        Alert.CERTIFICATE_EXPIRED,
        Reason.CERTIFICATE_NOT_YET_VALID,
        CertificateText.label(presented, certificate)
            + " is valid from "
            + certificate.getNotBefore().toInstant()
            + " on, and this side's clock says "
            + now
            + "; correct the clock, or wait",
        null);
  }

  private TlsFailure constraint(X509Certificate certificate, Alert alert, Exception e) {
    return failure(
        alert,
        Reason.CHAIN_CONSTRAINT,
        CertificateText.label(presented, certificate)
            + " breaks a rule for certification paths (RFC 5280 6.1): "
            + said(e)
            + "; reissue the certificate, or the authority above it without that constraint",
        e);
  }

  /** The JDK's wording, which may hold text of the peer. */
  private static String said(Exception e) {
    return PeerText.quote(String.valueOf(e.getMessage()), 200);
  }

  private static TlsFailure failure(Alert alert, Reason reason, String detail, Exception cause) {
    return TlsFailure.local(alert, reason, detail, cause);
  }
}
