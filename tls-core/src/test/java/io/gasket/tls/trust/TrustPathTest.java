package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.assertSays;
import static io.gasket.tls.trust.Presenting.leaf;
import static io.gasket.tls.trust.Presenting.refusal;
import static io.gasket.tls.trust.Presenting.root;
import static io.gasket.tls.trust.Presenting.server;
import static io.gasket.tls.trust.Presenting.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the leaf to an anchor: RFC 5246 7.4.2, RFC 5280 6.1, RFC 4158. */
class TrustPathTest {
  private static final X509Certificate ROOT = TestPki.root().certificate();
  private static final X509Certificate INTERMEDIATE = TestPki.intermediate().certificate();

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  @DisplayName("a leaf of every kind of key is believed, and the path ends at its anchor")
  void acceptsEveryKind(KeyKind kind) throws TlsFailure {
    PresentedChain presented = server(TestPki.serverIdentity(kind));

    VerifiedChain verified = trust().verify(presented);

    X509Certificate anchor = verified.anchor();
    assertEquals(
        List.of(presented.leaf(), presented.certificates().get(1), anchor), verified.path());
    assertEquals(true, TestPki.anchors().contains(anchor));
    assertSame(presented, verified.presented());
    assertSame(presented.leaf(), verified.leaf());
  }

  @Test
  @DisplayName("order, repetitions, strangers and a copy of the anchor do not matter")
  void toleratesDisorder() throws TlsFailure {
    X509Certificate good = leaf().make().certificate();
    X509Certificate stranger = TestPki.rsaIntermediate().certificate();

    VerifiedChain verified =
        trust().verify(server(good, ROOT, stranger, INTERMEDIATE, INTERMEDIATE));

    assertEquals(List.of(good, INTERMEDIATE, ROOT), verified.path());
  }

  @Test
  @DisplayName("a presented certificate for an anchor's name and key is replaced by the anchor")
  void replacesCopyOfAnchor() throws TlsFailure {
    KeyPair keys = KeyKind.EC_P256.newKeyPair();
    Identity anchor = TestPki.issue().subject("CN=Twin").key(keys).selfSigned().authority().make();
    Identity rewrapped =
        TestPki.issue().subject("CN=Twin").key(keys).issuer(TestPki.root()).authority().make();
    X509Certificate good = leaf().issuer(anchor).make().certificate();

    VerifiedChain verified =
        Trust.anchors(anchor.certificate()).verify(server(good, rewrapped.certificate()));

    assertEquals(List.of(good, anchor.certificate()), verified.path());
  }

  @Test
  @DisplayName("a missing intermediate: unknown_ca, which names the issuer that is missing")
  void refusesMissingIntermediate() {
    String detail =
        refusal(
            Alert.UNKNOWN_CA, Reason.UNKNOWN_ISSUER, trust(), server(leaf().make().certificate()));

    assertSays(
        detail,
        "certificate 1 of 1 (CN=The Leaf) was issued by CN=Gasket Test EC Intermediate",
        "not presented and is not one of the 2 trust anchors (CN=Gasket Test EC Root,",
        "let the peer send the missing intermediate certificate");
  }

  @Test
  @DisplayName("a foreign root: unknown_ca, which names the certificate the path ended at")
  void refusesForeignRoot() {
    String detail =
        refusal(
            Alert.UNKNOWN_CA,
            Reason.UNKNOWN_ISSUER,
            Trust.anchors(TestPki.rsaRoot().certificate()),
            server(leaf().make().certificate(), INTERMEDIATE, ROOT));

    assertSays(detail, "certificate 3 of 3 (CN=Gasket Test EC Root) is self-signed");
  }

  @Test
  @DisplayName("a self-signed certificate that nobody pinned: unknown_ca")
  void refusesSelfSigned() {
    Identity own = leaf().selfSigned().make();

    String detail = refusal(Alert.UNKNOWN_CA, Reason.UNKNOWN_ISSUER, trust(), server(own));

    assertSays(detail, "certificate 1 of 1 (CN=The Leaf) is self-signed", "add it to them");
  }

  @Test
  @DisplayName("of two cross-signed intermediates the one that leads to an anchor is taken")
  void findsCrossSigned() throws TlsFailure {
    CrossSigned cross = new CrossSigned(Instant.now().plusSeconds(3600));

    for (Identity trusted : List.of(cross.first, cross.second)) {
      VerifiedChain verified =
          Trust.anchors(trusted.certificate()).verify(server(cross.presented()));
      assertEquals(trusted.certificate(), verified.anchor());
    }
  }

  @Test
  @DisplayName(
      "of two cross-signed intermediates that both lead to anchors an expired one is passed over")
  void passesOverExpiredCrossSigned() throws TlsFailure {
    CrossSigned cross = new CrossSigned(Instant.now().minusSeconds(3600));
    Trust both = Trust.anchors(cross.first.certificate(), cross.second.certificate());

    VerifiedChain verified = both.verify(server(cross.presented()));

    assertEquals(cross.second.certificate(), verified.anchor());
  }

  /** One authority certified by two roots; the first root's certificate for it ends when told. */
  private static final class CrossSigned {
    final Identity first = root("CN=First Root", KeyKind.EC_P256);
    final Identity second = root("CN=Second Root", KeyKind.EC_P256);
    private final KeyPair keys = KeyKind.EC_P256.newKeyPair();
    private final Identity byFirst;
    private final Identity bySecond;

    CrossSigned(Instant firstEnds) {
      Instant from = Instant.now().minusSeconds(86_400);
      byFirst =
          TestPki.issue()
              .subject("CN=Both")
              .key(keys)
              .issuer(first)
              .authority()
              .validity(from, firstEnds)
              .make();
      bySecond = TestPki.issue().subject("CN=Both").key(keys).issuer(second).authority().make();
    }

    List<X509Certificate> presented() {
      return List.of(
          leaf().issuer(byFirst).make().certificate(),
          byFirst.certificate(),
          bySecond.certificate());
    }
  }

  @Test
  @DisplayName("two anchors of one name: the one whose key signed is found")
  void findsAnchorAmongNamesakes() throws TlsFailure {
    Identity one = root("CN=Namesake", KeyKind.EC_P256);
    Identity other = root("CN=Namesake", KeyKind.EC_P256);
    Trust both = Trust.anchors(one.certificate(), other.certificate());

    for (Identity issuer : List.of(one, other)) {
      assertEquals(
          issuer.certificate(), both.verify(server(leaf().issuer(issuer).make())).anchor());
    }
  }

  @Test
  @DisplayName(
      "two anchors of one name: what is wrong below the right one is told, not that the other did not sign")
  void tellsFailureOfRightNamesake() {
    Identity wrong = root("CN=Namesake", KeyKind.EC_P256);
    Identity right = root("CN=Namesake", KeyKind.EC_P256);
    Identity between = TestPki.issue().subject("CN=Between").issuer(right).authority().make();
    Instant past = Instant.now().minusSeconds(10);
    Identity expired = leaf().issuer(between).validity(past.minusSeconds(10), past).make();

    refusal(
        Alert.CERTIFICATE_EXPIRED,
        Reason.CERTIFICATE_EXPIRED,
        Trust.anchors(wrong.certificate(), right.certificate()),
        server(expired));
  }

  @Test
  @DisplayName("an authority of the right name whose key identifier is another's is not the issuer")
  void heedsKeyIdentifiers() {
    Identity anchor =
        TestPki.issue()
            .subject("CN=Identified")
            .selfSigned()
            .authority()
            .extension("2.5.29.14", false, new SubjectKeyIdentifier(new byte[] {1, 2}))
            .make();
    Identity stray =
        leaf()
            .issuer(anchor)
            .extension("2.5.29.35", false, new AuthorityKeyIdentifier(new byte[] {3, 4}))
            .make();

    String detail =
        refusal(
            Alert.UNKNOWN_CA,
            Reason.UNKNOWN_ISSUER,
            Trust.anchors(anchor.certificate()),
            server(stray));

    assertSays(detail, "issued by CN=Identified, but with another key than the trust anchor");
  }

  @Test
  @DisplayName(
      "an impostor of the anchor's name: bad_certificate, as the signature does not verify")
  void refusesImpostor() {
    Identity impostor = root("CN=Gasket Test EC Root", KeyKind.EC_P256);
    Identity forged = leaf().issuer(impostor).make();

    String detail =
        refusal(Alert.BAD_CERTIFICATE, Reason.BAD_CERTIFICATE_SIGNATURE, trust(), server(forged));

    assertSays(
        detail,
        "certificate 1 of 1 (CN=The Leaf) has a signature that does not verify",
        "trust anchor (CN=Gasket Test EC Root)");
  }

  @Test
  @DisplayName("an altered leaf: bad_certificate")
  void refusesAlteredLeaf() throws Exception {
    byte[] der = leaf().make().certificate().getEncoded();
    der[der.length - 1] ^= 1;
    List<X509Certificate> parsed = PeerCertificates.parse(List.of(der, INTERMEDIATE.getEncoded()));

    String detail =
        refusal(Alert.BAD_CERTIFICATE, Reason.BAD_CERTIFICATE_SIGNATURE, trust(), server(parsed));

    assertSays(detail, "certificate 1 of 2 (CN=The Leaf)", "certificate 2 of 2");
  }

  @Test
  @DisplayName(
      "a mesh of authorities that all could have issued each other is given up, not searched")
  void boundsTheSearch() {
    List<X509Certificate> mesh = new ArrayList<>();
    Identity member = root("CN=Mesh", KeyKind.EC_P256);
    mesh.add(leaf().issuer(member).make().certificate());
    for (int i = 0; i < 9; i++) {
      mesh.add(root("CN=Mesh", KeyKind.EC_P256).certificate());
    }

    String detail = refusal(Alert.UNKNOWN_CA, Reason.UNKNOWN_ISSUER, trust(), server(mesh));

    assertSays(detail, "given up after 100 steps");
  }

  @Test
  @DisplayName("a path has ten certificates at most, the anchor not counted")
  void boundsThePath() throws TlsFailure {
    Identity last = root("CN=Far", KeyKind.EC_P256);
    Trust far = Trust.anchors(last.certificate());
    for (int i = 1; i < PathFinder.LONGEST_PATH; i++) {
      last = TestPki.issue().subject("CN=Authority " + i).issuer(last).authority().make();
    }
    Identity tenth = leaf().issuer(last).make();
    assertEquals(PathFinder.LONGEST_PATH + 1, far.verify(server(tenth)).path().size());

    Identity oneMore = TestPki.issue().subject("CN=One more").issuer(last).authority().make();
    refusal(Alert.UNKNOWN_CA, Reason.UNKNOWN_ISSUER, far, server(leaf().issuer(oneMore).make()));
  }

  @Test
  @DisplayName("a pinned self-signed leaf is a path of one")
  void acceptsPinnedLeaf() throws TlsFailure {
    Identity own = leaf().selfSigned().make();

    VerifiedChain verified = Trust.anchors(own.certificate()).verify(server(own));

    assertEquals(own.chain(), verified.path());
    assertSame(own.certificate(), verified.anchor());
  }

  @Test
  @DisplayName("a pinned leaf issued by somebody unknown is a path of one as well")
  void acceptsPinnedIssuedLeaf() throws TlsFailure {
    X509Certificate pinned = leaf().make().certificate();

    assertEquals(List.of(pinned), Trust.anchors(pinned).verify(server(pinned)).path());
  }

  @Test
  @DisplayName("H3: a pinned leaf still has to be in time, for the purpose and for the name")
  void judgesPinnedLeaf() {
    Instant past = Instant.now().minusSeconds(10);
    Identity expired = leaf().selfSigned().validity(past.minusSeconds(10), past).make();
    Identity client = leaf().selfSigned().extendedKeyUsage(KeyPurposeId.id_kp_clientAuth).make();
    Identity unnamed = TestPki.issue().selfSigned().make();

    refusePinned(Alert.CERTIFICATE_EXPIRED, Reason.CERTIFICATE_EXPIRED, expired);
    refusePinned(Alert.UNSUPPORTED_CERTIFICATE, Reason.BAD_EXTENDED_KEY_USAGE, client);
    refusePinned(Alert.BAD_CERTIFICATE, Reason.NAME_MISMATCH, unnamed);
  }

  private static void refusePinned(Alert alert, Reason reason, Identity pinned) {
    refusal(alert, reason, Trust.anchors(pinned.certificate()), server(pinned));
  }

  @Test
  @DisplayName("a pinned leaf is no authority: what its key issued is refused")
  void pinnedLeafIssuesNothing() {
    Identity pinned = leaf().selfSigned().make();
    Identity below = leaf().issuer(pinned).subject("CN=Below").make();

    String detail =
        refusal(
            Alert.BAD_CERTIFICATE,
            Reason.CHAIN_CONSTRAINT,
            Trust.anchors(pinned.certificate()),
            server(below));

    assertSays(detail, "trust anchor (CN=The Leaf) is trusted for itself");
  }
}
