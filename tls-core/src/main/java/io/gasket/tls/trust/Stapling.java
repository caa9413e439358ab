package io.gasket.tls.trust;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.Objects;

/**
 * What a client does about stapled certificate status (RFC 6066 8). Immutable and thread-safe.
 *
 * @param asked whether servers are asked for it
 * @param required whether a server without it is refused
 * @param verifier judges what comes
 */
public record Stapling(boolean asked, boolean required, StapleVerifier verifier) {
  /** Servers are not asked. */
  public static final Stapling OFF = new Stapling(false, false, OcspVerifier.standard());

  /**
   * Servers are asked, which costs nine bytes and no round trip; what comes is judged by {@link
   * OcspVerifier}, as RFC 6066 8 demands of whoever asks. A server that sends nothing is fine.
   */
  public static final Stapling CHECKED = new Stapling(true, false, OcspVerifier.standard());

  /** As {@link #CHECKED}, but a server that sends nothing is refused. */
  public static final Stapling REQUIRED = new Stapling(true, true, OcspVerifier.standard());

  /** Checks that what is required is asked for. */
  public Stapling {
    Objects.requireNonNull(verifier, "verifier");
    if (required && !asked) {
      throw new IllegalArgumentException("a staple that is required has to be asked for");
    }
  }

  /** A copy with another judge, such as one that lets everything pass to look at it later. */
  public Stapling withVerifier(StapleVerifier other) {
    return new Stapling(asked, required, other);
  }

  /**
   * Judges what a server stapled to its chain. Where nothing vouches for the leaf's issuer, because
   * the leaf is itself a trust anchor or the trust is dangerous, there is nobody whose statement
   * could be believed, and it is judged only when it is required.
   *
   * @param response what came, empty when nothing did
   * @throws TlsFailure bad_certificate_status_response when nothing came and it is required; else
   *     as the verifier throws it
   */
  public void judge(VerifiedChain chain, byte[] response) throws TlsFailure {
    if (response.length == 0) {
      if (required) {
        throw TlsFailure.local(
            Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
            Reason.NO_CERTIFICATE_STATUS,
            CertificateText.label(chain.presented(), chain.leaf())
                + " came without a stapled OCSP response, which this client was told to require (Stapling.REQUIRED,"
                + " RFC 6066 8); switch stapling on in the server, or do not require it");
      }
    } else if (required || hasIssuer(chain)) {
      verifier.verify(chain, response);
    }
  }

  private static boolean hasIssuer(VerifiedChain chain) {
    return chain.anchor() != null && chain.path().size() > 1;
  }
}
