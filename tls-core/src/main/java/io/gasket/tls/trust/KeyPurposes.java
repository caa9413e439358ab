package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks extendedKeyUsage (RFC 5280 4.2.1.12) against constants; no name of an identifier is ever
 * looked up elsewhere.
 */
final class KeyPurposes {
  private static final String ANY = "2.5.29.37.0";
  private static final int MOST_NAMED = 6;

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(ANY, "anyExtendedKeyUsage"),
          Map.entry("1.3.6.1.5.5.7.3.1", "serverAuth"),
          Map.entry("1.3.6.1.5.5.7.3.2", "clientAuth"),
          Map.entry("1.3.6.1.5.5.7.3.3", "codeSigning"),
          Map.entry("1.3.6.1.5.5.7.3.4", "emailProtection"),
          Map.entry("1.3.6.1.5.5.7.3.5", "ipsecEndSystem"),
          Map.entry("1.3.6.1.5.5.7.3.6", "ipsecTunnel"),
          Map.entry("1.3.6.1.5.5.7.3.7", "ipsecUser"),
          Map.entry("1.3.6.1.5.5.7.3.8", "timeStamping"),
          Map.entry("1.3.6.1.5.5.7.3.9", "OCSPSigning"),
          Map.entry("1.3.6.1.4.1.311.20.2.2", "smartcardLogon"));

  private KeyPurposes() {}

  /**
   * Checks that a certificate, the leaf or an authority above it, may be used for the peer's role.
   */
  static void check(PresentedChain presented, X509Certificate certificate)
      throws TlsFailure, CertificateParsingException {
    Optional<List<String>> purposes = Extensions.extendedKeyUsage(certificate);
    PeerRole role = presented.role();
    if (purposes.isEmpty()
        || purposes.get().contains(role.purposeOid())
        || purposes.get().contains(ANY)) {
      return;
    }
    throw TlsFailure.local(
        Alert.UNSUPPORTED_CERTIFICATE,
        Reason.BAD_EXTENDED_KEY_USAGE,
        CertificateText.label(presented, certificate)
            + " is limited by extendedKeyUsage to "
            + describe(purposes.get())
            + "; a TLS "
            + (role == PeerRole.SERVER ? "server" : "client")
            + " needs "
            + role.purpose()
            + " (RFC 5280 4.2.1.12); reissue it with "
            + role.purpose());
  }

  private static String describe(List<String> oids) {
    String named =
        oids.stream()
            .limit(MOST_NAMED)
            .map(oid -> NAMES.getOrDefault(oid, PeerText.quote(oid, 60)))
            .collect(Collectors.joining(", "));
    int more = oids.size() - MOST_NAMED;
    return oids.isEmpty()
        ? "no purpose at all"
        : more > 0 ? named + " and " + more + " more" : named;
  }
}
