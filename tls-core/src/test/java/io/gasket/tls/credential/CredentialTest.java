package io.gasket.tls.credential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.testing.TokenProvider;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialTest {
  private static final Map<KeyKind, KeyPair> ISSUER_KEYS = new EnumMap<>(KeyKind.class);

  @ParameterizedTest
  @CsvSource({
    "EC_P256, EC, SECP256R1, ECDSA_SECP256R1_SHA256 ECDSA_SECP384R1_SHA384 ECDSA_SECP521R1_SHA512",
    "EC_P384, EC, SECP384R1, ECDSA_SECP384R1_SHA384 ECDSA_SECP256R1_SHA256 ECDSA_SECP521R1_SHA512",
    "EC_P521, EC, SECP521R1, ECDSA_SECP521R1_SHA512 ECDSA_SECP256R1_SHA256 ECDSA_SECP384R1_SHA384",
    "ED25519, ED25519, , ED25519",
    "RSA_2048, RSA, , RSA_PSS_RSAE_SHA256 RSA_PSS_RSAE_SHA384 RSA_PSS_RSAE_SHA512 RSA_PKCS1_SHA256 RSA_PKCS1_SHA384 RSA_PKCS1_SHA512",
    "RSA_PSS, RSA_PSS, , RSA_PSS_PSS_SHA256 RSA_PSS_PSS_SHA384 RSA_PSS_PSS_SHA512"
  })
  @DisplayName("kind, curve and schemes follow from the leaf's key (RFC 8446 4.2.3)")
  void tellsWhatTheKeyCanDo(KeyKind kind, KeyType type, NamedGroup curve, String schemes) {
    Credential credential = TestPki.server(kind);
    assertEquals(type, credential.keyType());
    assertEquals(Optional.ofNullable(curve), credential.curve());
    assertEquals(
        Stream.of(schemes.split(" ")).map(SignatureScheme::valueOf).toList(), credential.schemes());
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void handsOutTheChain(KeyKind kind) throws Exception {
    Identity identity = TestPki.serverIdentity(kind);
    Credential credential = identity.credential();
    assertEquals(identity.chain(), credential.chain());
    assertSame(identity.key(), credential.privateKey());
    for (int i = 0; i < credential.chain().size(); i++) {
      assertArrayEquals(credential.chain().get(i).getEncoded(), credential.encodedChain().get(i));
    }
    assertSame(credential.encodedChain().get(0), credential.encodedChain().get(0));
  }

  @Test
  void listsNamesInLowerCase() {
    Identity leaf = TestPki.issue().dns("Example.ORG", "*.b.example").ip("192.0.2.1").make();
    assertEquals(List.of("example.org", "*.b.example"), leaf.credential().names());
    assertEquals(List.of(), TestPki.issue().make().credential().names());
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void neverShowsTheKey(KeyKind kind) {
    String text = TestPki.server(kind).toString();
    assertTrue(text.startsWith("Credential[O=Gasket Tests,OU=" + kind + ",CN=localhost, "), text);
    assertTrue(text.endsWith(", chain of 2]"), text);
  }

  @Test
  @DisplayName("B4: issued under an authority means any issuer of the chain (RFC 5246 7.4.4)")
  void issuedUnder() {
    Credential client = TestPki.client(KeyKind.EC_P256);
    X500Principal root = TestPki.root().certificate().getSubjectX500Principal();
    X500Principal intermediate = TestPki.intermediate().certificate().getSubjectX500Principal();
    X500Principal other = TestPki.rsaRoot().certificate().getSubjectX500Principal();
    assertTrue(client.issuedUnder(List.of()));
    assertTrue(client.issuedUnder(List.of(other, root)));
    assertTrue(client.issuedUnder(List.of(intermediate)));
    assertFalse(client.issuedUnder(List.of(other)));
  }

  @Test
  @DisplayName(
      "RFC 5246 7.4.2: how the chain is signed; a self-signed root's own signature does not count")
  void chainSignatures() throws CredentialException {
    Identity sha1 =
        TestPki.issue().issuer(TestPki.rsaRoot()).authority().signedWith("SHA1withRSA").make();
    Identity leaf = TestPki.issue().issuer(sha1).signedWith("SHA384withECDSA").make();
    List<Optional<SignatureScheme>> expected =
        List.of(Optional.of(SignatureScheme.ECDSA_SECP384R1_SHA384), Optional.empty());
    assertEquals(expected, leaf.credential().chainSignatures());

    List<X509Certificate> withRoot =
        Stream.concat(leaf.chain().stream(), Stream.of(TestPki.rsaRoot().certificate())).toList();
    assertEquals(expected, Credential.of(withRoot, leaf.key()).chainSignatures());
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, SHA256withRSA, RSA_PKCS1_SHA256",
    "RSA_2048, SHA384withRSA, RSA_PKCS1_SHA384",
    "RSA_2048, SHA512withRSA, RSA_PKCS1_SHA512",
    "RSA_2048, SHA256withRSAandMGF1, RSA_PSS_RSAE_SHA256",
    "RSA_2048, SHA384withRSAandMGF1, RSA_PSS_RSAE_SHA384",
    "RSA_2048, SHA512withRSAandMGF1, RSA_PSS_RSAE_SHA512",
    "RSA_2048, SHA1withRSAandMGF1,",
    "RSA_2048, SHA1withRSA,",
    "RSA_2048, MD5withRSA,",
    "RSA_2048, MD2withRSA,",
    "RSA_PSS, SHA256withRSAandMGF1, RSA_PSS_PSS_SHA256",
    "RSA_PSS, SHA384withRSAandMGF1, RSA_PSS_PSS_SHA384",
    "RSA_PSS, SHA512withRSAandMGF1, RSA_PSS_PSS_SHA512",
    "EC_P256, SHA1withECDSA,",
    "EC_P256, SHA256withECDSA, ECDSA_SECP256R1_SHA256",
    "EC_P521, SHA384withECDSA, ECDSA_SECP384R1_SHA384",
    "EC_P384, SHA512withECDSA, ECDSA_SECP521R1_SHA512",
    "ED25519, Ed25519, ED25519"
  })
  @DisplayName(
      "C1: a certificate's signature in the words of signature_algorithms (RFC 8446 4.2.3)")
  void namesSignatures(KeyKind issuerKind, String algorithm, SignatureScheme expected) {
    Identity issuer =
        TestPki.issue()
            .subject("CN=CA")
            .key(issuerKeys(issuerKind))
            .selfSigned()
            .authority()
            .make();
    X509Certificate leaf =
        TestPki.issue().issuer(issuer).signedWith(algorithm).make().certificate();
    assertEquals(
        Optional.ofNullable(expected),
        Certificates.signatureScheme(leaf, issuer.certificate().getPublicKey()));
  }

  @Test
  @DisplayName("a key that cannot be exported, a token's, is proven by signing")
  void takesKeysThatCannotBeExported() throws Exception {
    for (KeyKind kind : List.of(KeyKind.EC_P256, KeyKind.RSA_2048, KeyKind.RSA_PSS)) {
      try (TokenProvider token = TokenProvider.install()) {
        Identity identity = TestPki.serverIdentity(kind);
        TokenProvider.TokenKey key = token.wrap(identity.key());
        assertNull(key.getEncoded());
        assertNotNull(Credential.of(identity.chain(), key));
        TokenProvider.TokenKey other = token.wrap(TestPki.clientIdentity(kind).key());
        assertThrows(CredentialException.class, () -> Credential.of(identity.chain(), other));
      }
      Identity identity = TestPki.serverIdentity(kind);
      CredentialException noProvider =
          assertThrows(
              CredentialException.class,
              () -> Credential.of(identity.chain(), new TokenProvider.TokenKey(identity.key())));
      assertTrue(
          noProvider.getMessage().contains("no installed security provider can use it"),
          noProvider::getMessage);
    }
  }

  /** One key pair a kind for all the issuers here, since RSA ones take long to make. */
  private static KeyPair issuerKeys(KeyKind kind) {
    return ISSUER_KEYS.computeIfAbsent(kind, KeyKind::newKeyPair);
  }
}
