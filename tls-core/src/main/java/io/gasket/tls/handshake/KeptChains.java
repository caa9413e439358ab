package io.gasket.tls.handshake;

import io.gasket.tls.session.Session;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.PeerRole;
import io.gasket.tls.trust.Trust;
import io.gasket.tls.trust.VerifiedChain;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The peer's chain as a session keeps it. Stateless. */
public final class KeptChains {
  private KeptChains() {}

  /**
   * What a session remembers of a verification, so that it need not be done again while it holds;
   * which is not at all when revocation has to be known, since that knowledge ages.
   *
   * @param by whose verification it is, compared by identity
   */
  public static Session.Verified kept(Object by, Trust trust, VerifiedChain chain) {
    long until = trust.requiresRevocationInformation() ? 0 : Long.MAX_VALUE;
    for (X509Certificate certificate : chain.path()) {
      until = Math.min(until, certificate.getNotAfter().toInstant().toEpochMilli());
    }
    return new Session.Verified(by, chain.presented().certificates(), until);
  }

  /**
   * A session whose chain is good under today's trust: itself while its verification holds, else
   * with its chain judged as in a handshake; empty when it is not good.
   *
   * @param by as for {@link #kept}
   */
  public static Optional<Session> underTrust(
      Session session,
      Object by,
      Trust trust,
      PeerRole role,
      String host,
      List<SignatureScheme> schemes,
      long now) {
    Session.Verified verified = session.verified().orElse(null);
    if (verified != null && verified.holds(by, now)) {
      return Optional.of(session);
    }
    try {
      VerifiedChain chain = trust.verify(session.facts().peerChain(), role, host, schemes);
      byte[] master = session.master();
      Session judged = new Session(session.facts(), master, kept(by, trust, chain));
      Arrays.fill(master, (byte) 0);
      return Optional.of(judged);
    } catch (TlsFailure e) {
      return Optional.empty();
    }
  }

  /** DER of each certificate. */
  public static List<byte[]> encoded(List<X509Certificate> chain) {
    List<byte[]> der = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      try {
        der.add(certificate.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("a certificate that was parsed has an encoding", e);
      }
    }
    return der;
  }
}
