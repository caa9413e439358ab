package io.gasket.tls.trust;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which algorithms the signatures of a chain may be made with. The standard policy accepts RSA
 * PKCS#1 v1.5, RSASSA-PSS and ECDSA over SHA-256, SHA-384 or SHA-512, and Ed25519; it refuses MD2,
 * MD4, MD5, SHA-1 and whatever it does not know. Signatures that are not relied on, such as a trust
 * anchor's own, are never asked about. Immutable and thread-safe.
 */
public final class SignaturePolicy {
  private static final SignaturePolicy STANDARD = new SignaturePolicy(Set.of());
  private static final Set<String> BROKEN = Set.of("MD2", "MD4", "MD5", "SHA-1");

  /** Names and object identifiers, in lower case. */
  private final Set<String> allowed;

  private SignaturePolicy(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** The standard policy. */
  public static SignaturePolicy standard() {
    return STANDARD;
  }

  /**
   * A copy that accepts one algorithm more. What it accepts so is also exempt from having to be in
   * signature_algorithms, which cannot express it; the JDK's own security property {@code
   * jdk.certpath.disabledAlgorithms} still applies.
   *
   * @param algorithm a name such as {@code SHA1withRSA}, {@code SHA1withECDSA} or {@code
   *     SHA1withRSAandMGF1}, or an object identifier in dotted form. The identifier of RSASSA-PSS
   *     allows it with parameters of whatever kind
   * @throws IllegalArgumentException when it is neither an identifier nor a name that is known here
   */
  public SignaturePolicy allowing(String algorithm) {
    if (!algorithm.matches("[0-2](\\.\\d+)+") && !CertificateSignature.isKnownName(algorithm)) {
      throw new IllegalArgumentException(
          "no signature algorithm \""
              + algorithm
              + "\" is known; give a name such as SHA1withRSA, or an object identifier");
    }
    Set<String> more = new TreeSet<>(allowed);
    more.add(algorithm.toLowerCase(Locale.ROOT));
    return new SignaturePolicy(Set.copyOf(more));
  }

  /** Whether the application named the algorithm itself, by {@link #allowing}. */
  boolean isAllowedByName(CertificateSignature signature) {
    return allowed.contains(signature.oid())
        || (signature.flaw() == null
            && allowed.contains(signature.name().toLowerCase(Locale.ROOT)));
  }

  /**
   * The rule that refuses a signature and what to do about it, one clause each; empty when it is
   * accepted.
   */
  Optional<String> objectionTo(CertificateSignature signature) {
    if (!signature.schemes().isEmpty() || isAllowedByName(signature)) {
      return Optional.empty();
    }
    if (signature.flaw() != null) {
      return Optional.of(
          "the policy refuses it because "
              + signature.flaw()
              + "; reissue it with usual parameters, or allow it with SignaturePolicy.allowing(\""
              + signature.oid()
              + "\")");
    }
    String why =
        signature.hash() != null && BROKEN.contains(signature.hash())
            ? "the policy refuses " + signature.hash() + ", for which collisions can be made"
            : "the policy accepts only RSA, ECDSA with SHA-256, SHA-384 or SHA-512, and Ed25519";
    return Optional.of(
        why
            + "; reissue it with SHA-256, or allow it with SignaturePolicy.allowing(\""
            + signature.name()
            + "\")");
  }

  @Override
  public String toString() {
    return allowed.isEmpty()
        ? "standard signature policy"
        : "signature policy allowing also " + new TreeSet<>(allowed);
  }
}
