package io.gasket.tls.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("B4: the client picks by issuer, type of key and signature scheme")
class ClientSelectionTest {
  private static final List<Integer> ANY_SCHEME =
      SignatureScheme.all().stream().map(SignatureScheme::code).toList();
  private static final X500Principal EC_ROOT =
      TestPki.root().certificate().getSubjectX500Principal();
  private static final X500Principal RSA_ROOT =
      TestPki.rsaRoot().certificate().getSubjectX500Principal();

  @Test
  void byIssuer() {
    Credential ec = TestPki.client(KeyKind.EC_P256);
    Credential rsa = TestPki.client(KeyKind.RSA_2048);
    List<Credential> both = List.of(ec, rsa);
    assertSame(ec, select(request(ANY_SCHEME), both).orElseThrow().credential());
    assertSame(rsa, select(request(ANY_SCHEME, RSA_ROOT), both).orElseThrow().credential());
    assertSame(ec, select(request(ANY_SCHEME, RSA_ROOT, EC_ROOT), both).orElseThrow().credential());
    assertEquals(Optional.empty(), select(request(ANY_SCHEME, EC_ROOT), List.of(rsa)));
    assertEquals(Optional.empty(), select(request(ANY_SCHEME), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"EC_P256,64", "EC_P521,64", "ED25519,64", "RSA_2048,1", "RSA_PSS,1"})
  @DisplayName(
      "certificate types: rsa_sign for RSA keys (RFC 5246 7.4.4), ecdsa_sign for EC and Ed25519 (RFC 8422 5.5)")
  void byType(KeyKind kind, int type) {
    List<Credential> credentials = List.of(TestPki.client(kind));
    for (int offered : List.of(1, 2, 64)) {
      CredentialRequest request = new CredentialRequest(List.of(offered), ANY_SCHEME, List.of());
      assertEquals(offered == type, select(request, credentials).isPresent());
    }
  }

  @Test
  void byScheme() {
    Credential p384 = TestPki.client(KeyKind.EC_P384);
    int sha256 = SignatureScheme.ECDSA_SECP256R1_SHA256.code();
    int sha384 = SignatureScheme.ECDSA_SECP384R1_SHA384.code();
    assertEquals(
        SignatureScheme.ECDSA_SECP384R1_SHA384,
        select(request(List.of(sha256, sha384)), List.of(p384)).orElseThrow().scheme());
    assertEquals(
        SignatureScheme.ECDSA_SECP256R1_SHA256,
        select(request(List.of(sha256)), List.of(p384)).orElseThrow().scheme());
    assertEquals(Optional.empty(), select(request(List.of(0x0203)), List.of(p384)));
  }

  @Test
  @DisplayName("a chain signed as the server asks is preferred to one that is not")
  void byChainSignatures() {
    Identity weak =
        TestPki.issue().issuer(TestPki.rsaIntermediate()).signedWith("SHA1withRSA").make();
    Credential sha1 = weak.credential();
    Credential rsa = TestPki.client(KeyKind.RSA_2048);
    assertSame(rsa, select(request(ANY_SCHEME), List.of(sha1, rsa)).orElseThrow().credential());
    assertSame(sha1, select(request(ANY_SCHEME), List.of(sha1)).orElseThrow().credential());
  }

  private static CredentialRequest request(List<Integer> schemes, X500Principal... authorities) {
    return new CredentialRequest(List.of(1, 64), schemes, Stream.of(authorities).toList());
  }

  private static Optional<ClientSelection.Choice> select(
      CredentialRequest request, List<Credential> credentials) {
    return ClientSelection.select(
        request, credentials, new SigningPreference(SignatureScheme.all(), false));
  }
}
