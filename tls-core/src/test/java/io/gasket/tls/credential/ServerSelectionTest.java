package io.gasket.tls.credential;

import static io.gasket.tls.spec.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
import static io.gasket.tls.spec.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384;
import static io.gasket.tls.spec.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
import static io.gasket.tls.spec.CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384;
import static io.gasket.tls.spec.NamedGroup.SECP256R1;
import static io.gasket.tls.spec.NamedGroup.SECP384R1;
import static io.gasket.tls.spec.NamedGroup.SECP521R1;
import static io.gasket.tls.spec.NamedGroup.X25519;
import static io.gasket.tls.spec.SignatureScheme.ECDSA_SECP256R1_SHA256;
import static io.gasket.tls.spec.SignatureScheme.ECDSA_SECP384R1_SHA384;
import static io.gasket.tls.spec.SignatureScheme.ED25519;
import static io.gasket.tls.spec.SignatureScheme.RSA_PKCS1_SHA256;
import static io.gasket.tls.spec.SignatureScheme.RSA_PSS_PSS_SHA256;
import static io.gasket.tls.spec.SignatureScheme.RSA_PSS_RSAE_SHA256;
import static io.gasket.tls.spec.SignatureScheme.RSA_PSS_RSAE_SHA512;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B1: the server chooses name first, then suite, then the rest")
class ServerSelectionTest {
  private static final Credential EC = TestPki.server(KeyKind.EC_P256);
  private static final Credential EC384 = TestPki.server(KeyKind.EC_P384);
  private static final Credential ED = TestPki.server(KeyKind.ED25519);
  private static final Credential RSA = TestPki.server(KeyKind.RSA_2048);
  private static final Credential PSS = TestPki.server(KeyKind.RSA_PSS);

  private static final PeerOffer ANYTHING =
      new PeerOffer(
          null,
          codes(CipherSuite.all()),
          groupCodes(NamedGroup.all()),
          schemeCodes(SignatureScheme.all()));
  private static final ServerPolicy DEFAULTS =
      new ServerPolicy(CipherSuite.all(), true, NamedGroup.all(), SignatureScheme.all());

  @Test
  void firstOfEachPreference() {
    Selection.Choice choice = chosen(ANYTHING, DEFAULTS, CredentialStore.of(RSA, EC));
    assertEquals(
        new Selection.Choice(
            EC, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, X25519, ECDSA_SECP256R1_SHA256),
        choice);
  }

  @Test
  @DisplayName("a cipher preference never outweighs the name")
  void nameBeforeSuite() {
    CredentialStore store =
        CredentialStore.builder().add(EC).add("www.test", RSA).add("*.test", EC384).build();
    assertSame(RSA, chosen(named("www.test"), DEFAULTS, store).credential());
    assertSame(EC384, chosen(named("other.test"), DEFAULTS, store).credential());
    assertSame(EC, chosen(named("elsewhere"), DEFAULTS, store).credential());
  }

  @Test
  void wildcardServesWhatTheExactNameCannot() {
    CredentialStore store =
        CredentialStore.builder().add("www.test", RSA).add("*.test", EC).build();
    PeerOffer ecdsaOnly = suites(named("www.test"), TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
    assertSame(EC, chosen(ecdsaOnly, DEFAULTS, store).credential());
  }

  @Test
  @DisplayName("the default never serves a name that has a binding")
  void defaultIsNoLevelOfABoundName() {
    CredentialStore store = CredentialStore.builder().add("www.test", RSA).add(EC).build();
    PeerOffer ecdsaOnly = suites(named("www.test"), TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
    assertEquals(Reason.NO_CREDENTIAL, refused(ecdsaOnly, DEFAULTS, store).reason());
  }

  @Test
  void suiteByOurOrderOrTheClients() {
    PeerOffer offer =
        suites(
            ANYTHING,
            TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
    CredentialStore both = CredentialStore.of(EC, RSA);
    assertEquals(TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, chosen(offer, DEFAULTS, both).suite());
    ServerPolicy clientOrder =
        new ServerPolicy(CipherSuite.all(), false, NamedGroup.all(), SignatureScheme.all());
    Selection.Choice choice = chosen(offer, clientOrder, both);
    assertEquals(TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, choice.suite());
    assertSame(RSA, choice.credential());
  }

  @Test
  @DisplayName("RFC 8422 5.10: Ed25519 goes with the ECDSA suites, if the client verifies it")
  void ed25519() {
    CredentialStore store = CredentialStore.of(ED, EC);
    assertEquals(ED25519, chosen(ANYTHING, DEFAULTS, store).scheme());
    PeerOffer older = schemes(ANYTHING, ECDSA_SECP256R1_SHA256);
    assertSame(EC, chosen(older, DEFAULTS, store).credential());
  }

  @Test
  @DisplayName("RFC 8422 5.1: an EC certificate's curve must be among the client's groups")
  void curveOfTheCertificate() {
    PeerOffer without384 = groups(ANYTHING, X25519, SECP256R1);
    assertSame(RSA, chosen(without384, DEFAULTS, CredentialStore.of(EC384, RSA)).credential());
    assertSame(
        EC384, chosen(noGroups(ANYTHING), DEFAULTS, CredentialStore.of(EC384, RSA)).credential());

    Selection.Refusal refusal = refused(without384, DEFAULTS, CredentialStore.of(EC384));
    assertEquals(Reason.NO_CREDENTIAL, refusal.reason());
    assertContains(refusal, "its curve secp384r1 is not among the client's groups (RFC 8422 5.1)");
    // The curve binds Weierstrass keys only: an Ed25519 key is named by its scheme.
    assertSame(
        ED, chosen(groups(ANYTHING, SECP256R1), DEFAULTS, CredentialStore.of(ED)).credential());
  }

  @Test
  void groupByOurOrder() {
    ServerPolicy policy =
        new ServerPolicy(
            CipherSuite.all(), true, List.of(SECP521R1, SECP384R1, X25519), SignatureScheme.all());
    CredentialStore store = CredentialStore.of(RSA);
    assertEquals(SECP384R1, chosen(groups(ANYTHING, X25519, SECP384R1), policy, store).group());
    assertEquals(SECP521R1, chosen(noGroups(ANYTHING), policy, store).group());
    assertEquals(SECP256R1, chosen(noGroups(ANYTHING), DEFAULTS, store).group());
  }

  @Test
  @DisplayName("scheme by our order, but for EC keys the hash of the curve")
  void schemeByOurOrder() {
    ServerPolicy policy =
        new ServerPolicy(
            CipherSuite.all(),
            true,
            NamedGroup.all(),
            List.of(
                RSA_PKCS1_SHA256,
                RSA_PSS_RSAE_SHA512,
                ECDSA_SECP256R1_SHA256,
                ECDSA_SECP384R1_SHA384));
    assertEquals(RSA_PKCS1_SHA256, chosen(ANYTHING, policy, CredentialStore.of(RSA)).scheme());
    PeerOffer noPkcs1 = schemes(ANYTHING, RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA512);
    assertEquals(RSA_PSS_RSAE_SHA512, chosen(noPkcs1, policy, CredentialStore.of(RSA)).scheme());
    assertEquals(
        ECDSA_SECP384R1_SHA384, chosen(ANYTHING, policy, CredentialStore.of(EC384)).scheme());
    PeerOffer sha256Only = schemes(ANYTHING, ECDSA_SECP256R1_SHA256);
    assertEquals(
        ECDSA_SECP256R1_SHA256, chosen(sha256Only, policy, CredentialStore.of(EC384)).scheme());
    assertEquals(RSA_PSS_PSS_SHA256, chosen(ANYTHING, DEFAULTS, CredentialStore.of(PSS)).scheme());
  }

  @Test
  @DisplayName(
      "RFC 5246 7.4.2, RFC 8446 4.4.2.2: a chain the client verifies is preferred, another is better than none")
  void chainSignatures() {
    Identity weaklySigned =
        TestPki.issue().issuer(TestPki.rsaIntermediate()).signedWith("SHA1withRSA").make();
    Credential weak = weaklySigned.credential();
    assertSame(EC, chosen(ANYTHING, DEFAULTS, CredentialStore.of(weak, EC)).credential());
    // Even where that costs the preferred suite.
    assertSame(RSA, chosen(ANYTHING, DEFAULTS, CredentialStore.of(weak, RSA)).credential());
    assertSame(weak, chosen(ANYTHING, DEFAULTS, CredentialStore.of(weak)).credential());
    // But not the name.
    CredentialStore store =
        CredentialStore.builder().add("www.test", weak).add("*.test", EC).build();
    assertSame(weak, chosen(named("www.test"), DEFAULTS, store).credential());
  }

  @Test
  void refusalForSuites() {
    PeerOffer cbcOnly =
        new PeerOffer(null, List.of(0xc013, 0x002f), ANYTHING.groups(), ANYTHING.schemes());
    Selection.Refusal refusal = refused(cbcOnly, DEFAULTS, CredentialStore.of(EC));
    assertEquals(Reason.NO_COMMON_SUITE, refusal.reason());
    assertContains(refusal, "[0xc013, 0x002f]");
    assertContains(refusal, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  }

  @Test
  void refusalForGroups() {
    PeerOffer x448Only = new PeerOffer(null, ANYTHING.suites(), List.of(30), ANYTHING.schemes());
    Selection.Refusal refusal = refused(x448Only, DEFAULTS, CredentialStore.of(RSA));
    assertEquals(Reason.NO_COMMON_GROUP, refusal.reason());
    assertContains(
        refusal,
        "offered the groups [0x001e]; enabled here are [x25519, secp256r1, secp384r1, secp521r1]");
  }

  @Test
  void refusalForSchemes() {
    PeerOffer sha1Only =
        new PeerOffer("www.test", ANYTHING.suites(), ANYTHING.groups(), List.of(0x0201, 0x0203));
    Selection.Refusal refusal = refused(sha1Only, DEFAULTS, CredentialStore.of(EC, RSA));
    assertEquals(Reason.NO_COMMON_SCHEME, refusal.reason());
    assertContains(refusal, "asked for the name \"www.test\"");
    assertContains(refusal, "the schemes [0x0201, 0x0203]");
    assertContains(
        refusal, "OU=EC_P256,CN=localhost (EC secp256r1): makes [ecdsa_secp256r1_sha256,");
    assertContains(
        refusal, "OU=RSA_2048,CN=localhost (RSA 2048 bits): makes [rsa_pss_rsae_sha256,");
    assertContains(
        refusal, "Enable a scheme, or bind a credential with a key, that the client can verify.");
  }

  @Test
  void refusalForKindOfKey() {
    PeerOffer ecdsaOnly = suites(ANYTHING, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
    Selection.Refusal refusal = refused(ecdsaOnly, DEFAULTS, CredentialStore.of(RSA));
    assertEquals(Reason.NO_CREDENTIAL, refusal.reason());
    assertContains(refusal, "(RSA 2048 bits): needs an enabled suite with RSA authentication");
    assertContains(refusal, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.name());
  }

  @Test
  void refusalWithoutSignatureAlgorithms() {
    PeerOffer none = new PeerOffer(null, ANYTHING.suites(), ANYTHING.groups(), null);
    assertEquals(
        Reason.MISSING_SIGNATURE_ALGORITHMS,
        refused(none, DEFAULTS, CredentialStore.of(EC)).reason());
  }

  @Test
  void refusalForNames() {
    CredentialStore store = CredentialStore.builder().add("www.test", EC).build();
    Selection.Refusal unknown = refused(named("other.test"), DEFAULTS, store);
    assertEquals(Reason.UNRECOGNIZED_NAME, unknown.reason());
    assertContains(unknown, "asked for the name \"other.test\", to which no credential is bound");
    Selection.Refusal nameless = refused(ANYTHING, DEFAULTS, store);
    assertEquals(Reason.NO_CREDENTIAL, nameless.reason());
    assertContains(nameless, "no default credential is bound");
    Selection.Refusal empty = refused(named("www.test"), DEFAULTS, CredentialStore.of());
    assertEquals(Reason.UNRECOGNIZED_NAME, empty.reason());
    assertContains(empty, "asked for the name \"www.test\"");
    Selection.Refusal both = refused(ANYTHING, DEFAULTS, CredentialStore.of());
    assertEquals(Reason.NO_CREDENTIAL, both.reason());
    assertContains(both, "No credential is loaded");
  }

  @Test
  @DisplayName("a hostile hello cannot make the explanation long or unprintable")
  void boundedRefusals() {
    List<Integer> many = IntStream.range(0, 32_000).mapToObj(i -> 0x1301 + i).toList();
    PeerOffer flood = new PeerOffer("\n\u001b[2J\"" + "x".repeat(60_000), many, many, many);
    CredentialStore large =
        CredentialStore.of(
            Stream.generate(() -> TestPki.server(KeyKind.RSA_2048))
                .limit(30)
                .toArray(Credential[]::new));
    Selection.Refusal suites = refused(flood, DEFAULTS, large);
    assertContains(suites, "and 31980 more]");
    PeerOffer schemesOnly =
        new PeerOffer(flood.serverName(), ANYTHING.suites(), null, many.subList(0, 1_000));
    Selection.Refusal schemes = refused(schemesOnly, DEFAULTS, large);
    assertContains(schemes, "\"??[2J?xxx");
    assertContains(schemes, "; and 22 more. ");
    for (Selection.Refusal refusal : List.of(suites, schemes)) {
      assertTrue(refusal.detail().length() < 5_000, () -> "" + refusal.detail().length());
      assertTrue(refusal.detail().chars().allMatch(c -> c >= ' ' && c < 0x7f), refusal::detail);
    }
  }

  private static Selection.Choice chosen(
      PeerOffer offer, ServerPolicy policy, CredentialStore store) {
    return assertInstanceOf(Selection.Choice.class, ServerSelection.select(offer, policy, store));
  }

  private static Selection.Refusal refused(
      PeerOffer offer, ServerPolicy policy, CredentialStore store) {
    return assertInstanceOf(Selection.Refusal.class, ServerSelection.select(offer, policy, store));
  }

  private static void assertContains(Selection.Refusal refusal, String part) {
    assertTrue(refusal.detail().contains(part), () -> "\"" + part + "\" in: " + refusal.detail());
  }

  private static PeerOffer named(String name) {
    return new PeerOffer(name, ANYTHING.suites(), ANYTHING.groups(), ANYTHING.schemes());
  }

  private static PeerOffer suites(PeerOffer offer, CipherSuite... suites) {
    return new PeerOffer(
        offer.serverName(), codes(List.of(suites)), offer.groups(), offer.schemes());
  }

  private static PeerOffer groups(PeerOffer offer, NamedGroup... groups) {
    return new PeerOffer(
        offer.serverName(), offer.suites(), groupCodes(List.of(groups)), offer.schemes());
  }

  private static PeerOffer noGroups(PeerOffer offer) {
    return new PeerOffer(offer.serverName(), offer.suites(), null, offer.schemes());
  }

  private static PeerOffer schemes(PeerOffer offer, SignatureScheme... schemes) {
    return new PeerOffer(
        offer.serverName(), offer.suites(), offer.groups(), schemeCodes(List.of(schemes)));
  }

  private static List<Integer> codes(List<CipherSuite> suites) {
    return suites.stream().map(CipherSuite::code).toList();
  }

  private static List<Integer> groupCodes(List<NamedGroup> groups) {
    return groups.stream().map(NamedGroup::code).toList();
  }

  private static List<Integer> schemeCodes(List<SignatureScheme> schemes) {
    return schemes.stream().map(SignatureScheme::code).toList();
  }
}
