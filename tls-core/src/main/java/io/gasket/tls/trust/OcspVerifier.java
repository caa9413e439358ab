package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Judges stapled OCSP responses (RFC 6960 3.2): it must be signed by the leaf's issuer, or by a
 * responder whose certificate that issuer made for the purpose; be about the leaf; be of now; and
 * say that the leaf is good. Now is when the {@link Trust} judged the chain, by its clock. Nothing
 * is fetched. Immutable and thread-safe.
 */
public final class OcspVerifier implements StapleVerifier {
  private static final OcspVerifier STANDARD =
      new OcspVerifier(SignaturePolicy.standard(), Duration.ofMinutes(5));

  /** The hashes by which certIDs name issuers. SHA-1 names here and protects nothing. */
  private static final Map<String, String> HASHES =
      Map.of("1.3.14.3.2.26", "SHA-1", "2.16.840.1.101.3.4.2.1", "SHA-256");

  /** RFC 6960 4.2.2.1 lets nextUpdate be absent, and says no limit then; browsers take a day. */
  private static final Duration LIFE_WITHOUT_NEXT_UPDATE = Duration.ofDays(1);

  private final SignaturePolicy policy;
  private final Duration skew;

  private OcspVerifier(SignaturePolicy policy, Duration skew) {
    this.policy = policy;
    this.skew = skew;
  }

  /** Takes what {@link SignaturePolicy#standard()} takes, and clocks that differ by 5 minutes. */
  public static OcspVerifier standard() {
    return STANDARD;
  }

  /** A copy with another policy for the signatures of responses and of responders' certificates. */
  public OcspVerifier withSignaturePolicy(SignaturePolicy other) {
    return new OcspVerifier(Objects.requireNonNull(other, "other"), skew);
  }

  /** A copy that takes responders whose clock differs from ours by at most this; not negative. */
  public OcspVerifier withSkew(Duration other) {
    if (other.isNegative()) {
      throw new IllegalArgumentException("the skew must not be negative: " + other);
    }
    return new OcspVerifier(policy, other);
  }

  @Override
  public void verify(VerifiedChain chain, byte[] response) throws TlsFailure {
    OcspAnswer.Single single;
    try {
      X509Certificate issuer = issuer(chain);
      OcspAnswer answer = OcspAnswer.read(response);
      new OcspSigner(answer, issuer, policy, chain.verifiedAt()).check();
      single = about(chain.leaf(), issuer, answer);
      checkTime(single, chain.verifiedAt());
      if (single.state() == OcspAnswer.State.UNKNOWN) {
        throw new IOException("it says that the responder does not know the certificate");
      }
    } catch (IOException | GeneralSecurityException e) {
      throw TlsFailure.local(
          Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
          Reason.BAD_CERTIFICATE_STATUS,
          "the OCSP response stapled to "
              + CertificateText.label(chain.presented(), chain.leaf())
              + " is not acceptable: "
              + e.getMessage()
              + ". Let the server fetch a new response from its certificate's issuer, or staple none.",
          e);
    }
    if (single.state() == OcspAnswer.State.REVOKED) {
      throw TlsFailure.local(
          Alert.CERTIFICATE_REVOKED,
          Reason.CERTIFICATE_REVOKED,
          CertificateText.label(chain.presented(), chain.leaf())
              + " was revoked "
              + single.revocation()
              + ", as its issuer says in the stapled OCSP response; the server needs a new certificate");
    }
  }

  private static X509Certificate issuer(VerifiedChain chain) throws IOException {
    if (chain.anchor() == null || chain.path().size() < 2) {
      throw new IOException("no issuer of the certificate is trusted, so nobody can vouch for it");
    }
    return chain.path().get(1);
  }

  private static OcspAnswer.Single about(
      X509Certificate leaf, X509Certificate issuer, OcspAnswer answer)
      throws IOException, GeneralSecurityException {
    for (OcspAnswer.Single single : answer.singles()) {
      if (single.serial().equals(leaf.getSerialNumber()) && names(single, leaf, issuer)) {
        return single;
      }
    }
    throw new IOException(
        "none of its "
            + answer.singles().size()
            + " entries is about the certificate (serial number "
            + leaf.getSerialNumber().toString(16)
            + ")");
  }

  private static boolean names(
      OcspAnswer.Single single, X509Certificate leaf, X509Certificate issuer)
      throws GeneralSecurityException {
    String hash = HASHES.get(single.hashOid());
    return hash != null
        && Arrays.equals(
            single.issuerNameHash(),
            MessageDigest.getInstance(hash).digest(leaf.getIssuerX500Principal().getEncoded()))
        && Arrays.equals(single.issuerKeyHash(), OcspSigner.keyHash(hash, issuer));
  }

  private void checkTime(OcspAnswer.Single single, Instant now) throws IOException {
    if (single.thisUpdate().isAfter(now.plus(skew))) {
      throw new IOException(
          "it is of " + single.thisUpdate() + ", and this side's clock says " + now);
    }
    Instant until =
        single.nextUpdate() != null
            ? single.nextUpdate()
            : single.thisUpdate().plus(LIFE_WITHOUT_NEXT_UPDATE);
    if (until.isBefore(now.minus(skew))) {
      throw new IOException("it held until " + until + ", and this side's clock says " + now);
    }
  }
}
