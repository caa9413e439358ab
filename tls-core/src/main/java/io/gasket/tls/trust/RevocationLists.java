package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The certificate revocation lists at hand (RFC 5280 5), by issuer, and what is asked of them.
 * Immutable and thread-safe.
 */
final class RevocationLists {
  /** No lists, none needed. */
  static final RevocationLists NONE = new RevocationLists(Map.of(), false);

  private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
  private static final int CRL_SIGN = 6;

  private final Map<X500Principal, List<X509CRL>> byIssuer;
  private final boolean required;

  private RevocationLists(Map<X500Principal, List<X509CRL>> byIssuer, boolean required) {
    this.byIssuer = byIssuer;
    this.required = required;
  }

  /**
   * With these lists instead.
   *
   * @throws IllegalArgumentException for a list that must be understood and is not: a delta
   */
  RevocationLists with(Collection<X509CRL> lists) {
    Map<X500Principal, List<X509CRL>> sorted = new HashMap<>();
    for (X509CRL list : lists) {
      Set<String> critical = list.getCriticalExtensionOIDs();
      if (critical != null && !Set.of(ISSUING_DISTRIBUTION_POINT).containsAll(critical)) {
        throw new IllegalArgumentException(
            "the CRL of "
                + CertificateText.name(list.getIssuerX500Principal())
                + " has critical extensions that are not known here, as delta CRLs have: "
                + critical
                + "; give complete CRLs");
      }
      sorted.computeIfAbsent(list.getIssuerX500Principal(), name -> new ArrayList<>()).add(list);
    }
    return new RevocationLists(Map.copyOf(sorted), required);
  }

  /** The same lists, but a certificate of which they say nothing is refused. */
  RevocationLists requiringAnswers() {
    return new RevocationLists(byIssuer, true);
  }

  boolean required() {
    return required;
  }

  /** Whether there are no lists and none is required: nothing is asked of any certificate. */
  boolean isEmpty() {
    return byIssuer.isEmpty() && !required;
  }

  /**
   * Judges a certificate of a path.
   *
   * @throws TlsFailure certificate_revoked when its issuer revoked it; certificate_unknown when
   *     that is not known and has to be
   */
  void check(
      PresentedChain presented,
      X509Certificate certificate,
      X509Certificate issuer,
      SignaturePolicy policy,
      Instant now)
      throws TlsFailure {
    boolean known = false;
    for (X509CRL list : byIssuer.getOrDefault(certificate.getIssuerX500Principal(), List.of())) {
      if (isOf(issuer, list, policy)) {
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        if (entry != null) {
          throw revoked(presented, certificate, entry);
        }
        known |= answersForAll(list) && isCurrent(list, now);
      }
    }
    if (required && !known) {
      throw TlsFailure.local(
          Alert.CERTIFICATE_UNKNOWN,
          Reason.NO_REVOCATION_INFORMATION,
          CertificateText.label(presented, certificate)
              + " may be revoked or not: no complete CRL of "
              + CertificateText.name(certificate.getIssuerX500Principal())
              + " that is current at "
              + now
              + " and verifies is at hand, and this side was told to require one"
              + " (Trust.requireRevocationInformation); give it by Trust.withCrls");
    }
  }

  /**
   * Whether a list was made by an issuer; one signed in a way that policy refuses does not count.
   */
  private static boolean isOf(X509Certificate issuer, X509CRL list, SignaturePolicy policy) {
    boolean[] usage = issuer.getKeyUsage();
    CertificateSignature algorithm =
        CertificateSignature.of(list.getSigAlgOID(), list.getSigAlgParams());
    if ((usage != null && !usage[CRL_SIGN]) || policy.objectionTo(algorithm).isPresent()) {
      return false;
    }
    try {
      list.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** A list for one distribution point or kind of certificate is silent about all others. */
  private static boolean answersForAll(X509CRL list) {
    return list.getExtensionValue(ISSUING_DISTRIBUTION_POINT) == null;
  }

  private static boolean isCurrent(X509CRL list, Instant now) {
    return !list.getThisUpdate().toInstant().isAfter(now)
        && list.getNextUpdate() != null
        && !list.getNextUpdate().toInstant().isBefore(now);
  }

  private static TlsFailure revoked(
      PresentedChain presented, X509Certificate certificate, X509CRLEntry entry) {
    String why =
        entry.getRevocationReason() == null ? "" : " (" + entry.getRevocationReason() + ")";
    return TlsFailure.local(
        Alert.CERTIFICATE_REVOKED,
        Reason.CERTIFICATE_REVOKED,
        CertificateText.label(presented, certificate)
            + " was revoked at "
            + entry.getRevocationDate().toInstant()
            + why
            + ", as the CRL of "
            + CertificateText.name(certificate.getIssuerX500Principal())
            + " says; the peer needs a new certificate");
  }
}
