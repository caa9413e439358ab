package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Finds a path from a peer's certificate to a trust anchor through the other certificates it
 * presented, in whatever order, and tolerating ones that do not belong (RFC 4158 2.4, depth first).
 * A path that is found but does not pass the {@link PathJudge} is not the end: another one may, as
 * with cross-signed authorities of which one has expired. One per verification.
 */
final class PathFinder {
  /** Longest path, the anchor not counted. Real ones have two or three certificates. */
  static final int LONGEST_PATH = 10;

  /**
   * Most work for one verification, counted in certificates considered plus certificates judged: a
   * mesh of certificates that sign each other has factorially many paths.
   */
  static final int MOST_STEPS = 100;

  private final PresentedChain presented;
  private final Anchors anchors;
  private final PathJudge judge;
  private final List<X509Certificate> candidates;
  private int steps;
  private TlsFailure failure;
  private List<X509Certificate> deepest = List.of();

  PathFinder(PresentedChain presented, Anchors anchors, PathJudge judge) {
    this.presented = presented;
    this.anchors = anchors;
    this.judge = judge;
    this.candidates = List.copyOf(new LinkedHashSet<>(presented.certificates()));
  }

  /**
   * The first path that passes.
   *
   * @throws TlsFailure the failure of the first path found, or unknown_ca when none leads to an
   *     anchor
   */
  VerifiedChain find() throws TlsFailure {
    X509Certificate leaf = presented.leaf();
    if (anchors.contains(leaf)) {
      judge.checkPinned(leaf);
      return new VerifiedChain(presented, List.of(leaf), leaf, judge.now());
    }
    VerifiedChain found = extend(new ArrayList<>(List.of(leaf)));
    if (found != null) {
      return found;
    }
    throw failure != null ? failure : unknownIssuer();
  }

  /** Anchors are tried first, so a presented copy of one, in whatever wrapping, is never needed. */
  private VerifiedChain extend(List<X509Certificate> path) {
    X509Certificate last = path.get(path.size() - 1);
    for (X509Certificate anchor : anchors.named(last.getIssuerX500Principal())) {
      if (spend(1)
          && isPossibleIssuer(anchor, last)
          && spend(path.size())
          && passes(path, anchor)) {
        List<X509Certificate> whole = new ArrayList<>(path);
        whole.add(anchor);
        return new VerifiedChain(presented, whole, anchor, judge.now());
      }
    }
    if (path.size() > deepest.size()) {
      deepest = List.copyOf(path);
    }
    if (path.size() == LONGEST_PATH) {
      return null;
    }
    for (X509Certificate candidate : candidates) {
      if (spend(1) && isPossibleIssuer(candidate, last) && !isIn(path, candidate)) {
        path.add(candidate);
        VerifiedChain found = extend(path);
        if (found != null) {
          return found;
        }
        path.remove(path.size() - 1);
      }
    }
    return null;
  }

  private boolean spend(int work) {
    steps = Math.min(steps + work, MOST_STEPS + 1);
    return steps <= MOST_STEPS;
  }

  private boolean passes(List<X509Certificate> path, X509Certificate anchor) {
    try {
      judge.check(path, anchor);
      return true;
    } catch (TlsFailure e) {
      if (failure == null || isOfWrongIssuer(failure)) {
        failure = e;
      }
      return false;
    }
  }

  /**
   * Whether a path failed because its anchor only shared a name with the true issuer: any other
   * failure tells more.
   */
  private static boolean isOfWrongIssuer(TlsFailure failure) {
    return failure.reason() == Reason.BAD_CERTIFICATE_SIGNATURE
        || failure.reason() == Reason.UNKNOWN_ISSUER;
  }

  private static boolean isPossibleIssuer(X509Certificate issuer, X509Certificate certificate) {
    return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        && !Extensions.keyIdentifiersDiffer(certificate, issuer);
  }

  /**
   * Whether the path already has the same authority, under this certificate or another one for its
   * name and key.
   */
  private static boolean isIn(List<X509Certificate> path, X509Certificate candidate) {
    return path.stream()
        .anyMatch(
            certificate ->
                certificate.getSubjectX500Principal().equals(candidate.getSubjectX500Principal())
                    && certificate.getPublicKey().equals(candidate.getPublicKey()));
  }

  private TlsFailure unknownIssuer() {
    X509Certificate last = deepest.get(deepest.size() - 1);
    String label = CertificateText.label(presented, last);
    String issuer = CertificateText.name(last.getIssuerX500Principal());
    String detail;
    if (last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
      detail =
          label
              + " is self-signed and is not one of "
              + anchors
              + "; add it to them if it is to be trusted";
    } else if (!anchors.named(last.getIssuerX500Principal()).isEmpty()) {
      detail =
          label
              + " was issued by "
              + issuer
              + ", but with another key than the trust anchor of that name has (the key identifiers differ);"
              + " add the issuer's present certificate to the anchors";
    } else {
      detail =
          label
              + " was issued by "
              + issuer
              + ", which was not presented and is not one of "
              + anchors
              + "; let the peer send the missing intermediate certificate, or add the issuer to the anchors";
    }
    if (steps > MOST_STEPS) {
      detail +=
          " (the search was given up after "
              + MOST_STEPS
              + " steps; let the peer send fewer certificates)";
    }
    return TlsFailure.local(Alert.UNKNOWN_CA, Reason.UNKNOWN_ISSUER, detail);
  }
}
