package io.gasket.tls.trust;

import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;

/**
 * Which peers are believed. Start from one of the factories and change what is needed with the
 * {@code with…} methods. Immutable and thread-safe.
 *
 * <p>A chain is accepted when its leaf leads, through the other certificates presented, in whatever
 * order, to a trust anchor; every signature on that path, the anchor's own apart, is by an
 * algorithm that the {@link SignaturePolicy} accepts and that was offered; keys are long enough;
 * RFC 5280 6.1 is satisfied now; and the leaf's keyUsage, extendedKeyUsage and names fit. A leaf
 * that is itself an anchor needs no path. Of revocation it knows what the application hands in by
 * {@link #withCrls}; stapled responses are judged by {@link Stapling}. A trust never touches the
 * network, the resolver or a file once it is made.
 */
public final class Trust {
  private static final int DEFAULT_RSA_BITS = 2048;

  private final Anchors anchors;
  private final boolean dangerous;
  private final SignaturePolicy policy;
  private final InstantSource clock;
  private final int minimumRsaBits;
  private final RevocationLists revocation;
  private final ChainMemory memory;

  private Trust(
      Anchors anchors,
      boolean dangerous,
      SignaturePolicy policy,
      InstantSource clock,
      int minimumRsaBits,
      RevocationLists revocation,
      ChainMemory memory) {
    this.anchors = anchors;
    this.dangerous = dangerous;
    this.policy = policy;
    this.clock = clock;
    this.minimumRsaBits = minimumRsaBits;
    this.revocation = revocation;
    this.memory = memory;
  }

  private static Trust of(Anchors anchors, boolean dangerous) {
    return new Trust(
        anchors,
        dangerous,
        SignaturePolicy.standard(),
        InstantSource.system(),
        DEFAULT_RSA_BITS,
        RevocationLists.NONE,
        new ChainMemory(ChainMemory.DEFAULT_CHAINS, ChainMemory.DEFAULT_AGE));
  }

  /**
   * Believes what leads to one of these certificates: authorities, or pinned certificates of peers
   * themselves.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Trust anchors(Collection<X509Certificate> roots) {
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("a trust without anchors would refuse every peer");
    }
    return of(new Anchors(roots), false);
  }

  /** As {@link #anchors(Collection)}. */
  public static Trust anchors(X509Certificate... roots) {
    return anchors(List.of(roots));
  }

  /**
   * The anchors of a PEM file: its CERTIFICATE blocks (RFC 7468), with other blocks and text
   * between them ignored.
   *
   * @throws IOException whose message names the file and, in one line, what is wrong: it cannot be
   *     read, holds no CERTIFICATE block, or one that cannot be parsed
   */
  public static Trust pem(Path file) throws IOException {
    return anchors(AnchorStores.pem(file));
  }

  /**
   * The anchors of the JDK's default trust store, read at the first call of this method in the
   * process.
   *
   * @throws IllegalStateException when the store cannot be read or is empty
   */
  public static Trust platform() {
    return of(AnchorStores.Platform.ANCHORS.orElseThrow(), false);
  }

  /**
   * Believes every chain whose certificates can be parsed and whose leaf has a key of a supported
   * kind: <strong>anybody can pose as the peer.</strong> For experiments only. Engines report each
   * use to {@link io.gasket.tls.event.EventSink#dangerousTrust}.
   */
  public static Trust dangerousTrustAll() {
    return of(new Anchors(List.of()), true);
  }

  /** A copy with another signature policy. */
  public Trust withSignaturePolicy(SignaturePolicy other) {
    return new Trust(
        anchors,
        dangerous,
        Objects.requireNonNull(other),
        clock,
        minimumRsaBits,
        revocation,
        memory.emptied());
  }

  /** A copy that takes the time from another clock; it must be thread-safe. */
  public Trust withClock(InstantSource other) {
    return new Trust(
        anchors,
        dangerous,
        policy,
        Objects.requireNonNull(other),
        minimumRsaBits,
        revocation,
        memory.emptied());
  }

  /**
   * A copy with another least length of RSA keys, the anchor's apart.
   *
   * @param bits 512 to 16 384; the default is 2048. Below 1024 the JDK's own security properties
   *     refuse too
   */
  public Trust withMinimumRsaBits(int bits) {
    if (bits < 512 || bits > 16_384) {
      throw new IllegalArgumentException("minimumRsaBits must be 512 to 16384, not " + bits);
    }
    return new Trust(anchors, dangerous, policy, clock, bits, revocation, memory.emptied());
  }

  /**
   * A copy that refuses what these revocation lists (RFC 5280 5) revoke, the leaf's and those of
   * the authorities above it up to the anchor. They come from the application and are never
   * fetched; newer ones go into another copy. A list counts when it verifies with the key of the
   * issuer in the path, by an algorithm that the policy accepts. What it lists is revoked whatever
   * its age; what it does not list is known to be good only while the list is current and if it is
   * for all of its issuer's certificates (has no issuingDistributionPoint). Pinned leaves are not
   * looked up.
   *
   * @throws IllegalArgumentException for a delta CRL or one with other unknown critical extensions
   */
  public Trust withCrls(Collection<X509CRL> lists) {
    return withRevocation(revocation.with(lists));
  }

  /**
   * A copy that refuses, with certificate_unknown, chains of which the lists of {@link #withCrls}
   * do not tell that no certificate was revoked. Without it, what is not known is let pass.
   */
  public Trust requireRevocationInformation() {
    return withRevocation(revocation.requiringAnswers());
  }

  private Trust withRevocation(RevocationLists other) {
    return new Trust(anchors, dangerous, policy, clock, minimumRsaBits, other, memory.emptied());
  }

  /**
   * A copy that remembers other many chains, or for another time, than 64 for five minutes. A peer
   * that shows a remembered chain again, byte for byte, under the same name, is believed without
   * another search: until a certificate on its path expires, and never where there are lists of
   * {@link #withCrls} or {@link #requireRevocationInformation()}. Chains of more than 16 384 bytes
   * are not remembered. Refused chains are judged each time.
   *
   * @param chains 0, for none, to 10 000; the one used least recently makes room
   * @param age up to a day; for as long may a change of the JDK's security property {@code
   *     jdk.certpath.disabledAlgorithms} go unnoticed
   */
  public Trust withChainMemory(int chains, Duration age) {
    if (chains < 0 || chains > 10_000) {
      throw new IllegalArgumentException("chains must be 0 to 10000, not " + chains);
    }
    if (age.isNegative() || age.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("age must be zero to a day, not " + age);
    }
    return new Trust(
        anchors,
        dangerous,
        policy,
        clock,
        minimumRsaBits,
        revocation,
        new ChainMemory(chains, age));
  }

  /** Whether what is not known of revocation is refused. */
  public boolean requiresRevocationInformation() {
    return revocation.required();
  }

  /** Whether this is {@link #dangerousTrustAll()}. */
  public boolean isDangerous() {
    return dangerous;
  }

  /**
   * The subjects of the anchors, for certificate_authorities of CertificateRequest (RFC 5246
   * 7.4.4). Immutable.
   */
  public List<X500Principal> authorities() {
    return anchors.subjects();
  }

  /**
   * Parses and judges a chain as it was sent, unless it is remembered (see {@link
   * #withChainMemory}).
   *
   * @param der the certificates, at least one, the peer's own first; copied if kept
   * @param role what the peer is
   * @param hostName as in {@link PresentedChain}
   * @param offered as in {@link PresentedChain}
   * @return the proof that the chain is believed
   * @throws TlsFailure as {@link PeerCertificates#parse} and {@link #verify(PresentedChain)}
   */
  public VerifiedChain verify(
      List<byte[]> der, PeerRole role, String hostName, List<SignatureScheme> offered)
      throws TlsFailure {
    ChainMemory.Question question = new ChainMemory.Question(der, role, hostName, offered);
    VerifiedChain remembered = memory.recall(question, clock.instant());
    if (remembered != null) {
      return remembered;
    }
    VerifiedChain found =
        verify(new PresentedChain(PeerCertificates.parse(der), role, hostName, offered));
    if (!dangerous && revocation.isEmpty()) {
      memory.remember(question.copy(), found);
    }
    return found;
  }

  /**
   * Judges a chain, anew each time. The work is bounded whatever was presented.
   *
   * @return the proof that the chain is believed
   * @throws TlsFailure when it is not: with unknown_ca, bad_certificate, unsupported_certificate or
   *     certificate_expired, certificate_revoked or certificate_unknown (RFC 5246 7.2.2), the
   *     reason, and a detail that names the certificate, the rule and the remedy
   */
  public VerifiedChain verify(PresentedChain presented) throws TlsFailure {
    LeafRules.checkKey(presented);
    if (dangerous) {
      return new VerifiedChain(presented, presented.certificates(), null, clock.instant());
    }
    PathJudge judge = new PathJudge(presented, policy, minimumRsaBits, revocation, clock.instant());
    VerifiedChain found = new PathFinder(presented, anchors, judge).find();
    LeafRules.checkUse(presented);
    return found;
  }

  @Override
  public String toString() {
    return dangerous
        ? "dangerous trust in everybody"
        : "trust in " + anchors + ", " + policy + ", RSA from " + minimumRsaBits + " bits";
  }
}
