package io.gasket.tls.trust;

import io.gasket.tls.crypto.KeyTypes;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;

/** What the peer's own certificate must be, whatever path it has. */
final class LeafRules {
  private LeafRules() {}

  /** The key must be of a kind that can authenticate a TLS 1.2 handshake. */
  static void checkKey(PresentedChain presented) throws TlsFailure {
    X509Certificate leaf = presented.leaf();
    if (KeyTypes.byParameters(leaf).isEmpty()) {
      throw CertificateText.unsupportedKey(
          CertificateText.label(presented, leaf), leaf.getPublicKey().getAlgorithm(), null);
    }
  }

  /** keyUsage, extendedKeyUsage and the host name. */
  static void checkUse(PresentedChain presented) throws TlsFailure {
    X509Certificate leaf = presented.leaf();
    try {
      // ECDHE signs its parameters and CertificateVerify the transcript, so either role needs this
      // (RFC 5246 7.4.2).
      if (!Extensions.allowsDigitalSignature(leaf)) {
        throw TlsFailure.local(
            Alert.UNSUPPORTED_CERTIFICATE,
            Reason.BAD_KEY_USAGE,
            CertificateText.label(presented, leaf)
                + " has a keyUsage without digitalSignature, and the handshake needs its signature"
                + " (RFC 5246 7.4.2, RFC 5280 4.2.1.3); reissue it with digitalSignature");
      }
      KeyPurposes.check(presented, leaf);
      checkName(presented);
    } catch (CertificateParsingException e) {
      throw CertificateText.malformed(presented, leaf, e);
    }
  }

  private static void checkName(PresentedChain presented)
      throws TlsFailure, CertificateParsingException {
    String host = presented.hostName();
    if (host == null || HostNames.matches(presented.leaf(), host)) {
      return;
    }
    String remedy =
        HostNames.isMatchable(host)
            ? "connect by one of its names, or reissue it with this one in subjectAltName"
            : "no certificate can be for such a name: give a DNS name in ASCII (IDNs as A-labels, xn--…) or an IP address"
                + " without zone";
    throw TlsFailure.local(
        Alert.BAD_CERTIFICATE,
        Reason.NAME_MISMATCH,
        CertificateText.label(presented, presented.leaf())
            + " is not for "
            + PeerText.quote(host, 120)
            + "; it is for "
            + HostNames.describe(presented.leaf())
            + "; "
            + remedy);
  }
}
