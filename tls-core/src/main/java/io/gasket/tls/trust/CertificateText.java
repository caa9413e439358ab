package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;

/**
 * How failures and reports name certificates: by place, counted from 1, and by subject, bounded and
 * escaped. Stateless.
 */
public final class CertificateText {
  private static final int LONGEST_NAME = 120;

  private CertificateText() {}

  /**
   * For example {@code certificate 2 of 3 (CN=Old Intermediate)}, or {@code trust anchor
   * (CN=Root)}.
   */
  static String label(PresentedChain chain, X509Certificate certificate) {
    int index = chain.certificates().indexOf(certificate);
    String place =
        index < 0
            ? "trust anchor"
            : "certificate " + (index + 1) + " of " + chain.certificates().size();
    return place + " (" + name(certificate.getSubjectX500Principal()) + ")";
  }

  /**
   * A subject or issuer as one bounded line. Certificates whose names the JDK cannot write as text
   * do not get past {@link PeerCertificates}.
   */
  public static String name(X500Principal principal) {
    String name = principal.getName();
    return name.isEmpty() ? "empty subject" : PeerText.quote(name, LONGEST_NAME);
  }

  /**
   * The algorithm a certificate is signed with, by name and object identifier, as {@code MD2withRSA
   * (1.2.840.113549.1.1.2)}.
   */
  public static String signature(X509Certificate certificate) {
    return CertificateSignature.of(certificate).toString();
  }

  /** The failure for a certificate with a malformed extension. */
  static TlsFailure malformed(PresentedChain chain, X509Certificate certificate, Exception cause) {
    return TlsFailure.local(
        Alert.BAD_CERTIFICATE,
        Reason.MALFORMED_CERTIFICATE,
        label(chain, certificate)
            + " has an extension that cannot be read: "
            + PeerText.quote(String.valueOf(cause.getMessage()), LONGEST_NAME)
            + "; reissue it",
        cause);
  }

  /** The failure for a key that TLS 1.2 has no use for; the algorithm may be the peer's text. */
  static TlsFailure unsupportedKey(String label, String algorithm, Exception cause) {
    return TlsFailure.local(
        Alert.UNSUPPORTED_CERTIFICATE,
        Reason.UNSUPPORTED_KEY,
        label
            + " holds a key of an unsupported kind ("
            + PeerText.quote(algorithm, LONGEST_NAME)
            + "); use RSA, RSASSA-PSS, Ed25519, or EC on P-256, P-384 or P-521",
        cause);
  }
}
