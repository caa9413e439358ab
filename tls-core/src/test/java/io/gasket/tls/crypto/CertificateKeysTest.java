package io.gasket.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8422 5.1.1, RFC 8410, RFC 8017: which keys TLS 1.2 has a use for. */
class CertificateKeysTest {
  private static final Provider BC = new BouncyCastleProvider();

  @ParameterizedTest
  @CsvSource({
    "EC_P256, EC, SECP256R1",
    "EC_P384, EC, SECP384R1",
    "EC_P521, EC, SECP521R1",
    "ED25519, ED25519,",
    "RSA_2048, RSA,",
    "RSA_PSS, RSA_PSS,"
  })
  @DisplayName("keys are told apart, whichever provider they come from")
  void tellsKinds(KeyKind kind, KeyType type, NamedGroup curve) throws Exception {
    PublicKey jdk = kind.newKeyPair().getPublic();
    String algorithm = kind == KeyKind.RSA_PSS ? "RSASSA-PSS" : jdk.getAlgorithm();
    PublicKey other =
        KeyFactory.getInstance(kind == KeyKind.ED25519 ? "Ed25519" : algorithm, BC)
            .generatePublic(new X509EncodedKeySpec(jdk.getEncoded()));

    for (PublicKey key : new PublicKey[] {jdk, other}) {
      assertEquals(Optional.of(type), CertificateKeys.keyTypeOf(key), key.getClass().getName());
      assertEquals(Optional.ofNullable(curve), CertificateKeys.curveOf(key));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed448", "DSA", "DH", "X25519"})
  @DisplayName("keys of other algorithms are of no kind")
  void refusesOthers(String algorithm) throws Exception {
    PublicKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();

    assertEquals(Optional.empty(), CertificateKeys.keyTypeOf(key));
    assertEquals(Optional.empty(), CertificateKeys.curveOf(key));
  }

  @Test
  @DisplayName("EC keys on other curves are of no kind")
  void refusesOtherCurves() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BC);
    for (String curve : new String[] {"secp256k1", "brainpoolP256r1", "secp224r1"}) {
      generator.initialize(new ECGenParameterSpec(curve));
      PublicKey key = generator.generateKeyPair().getPublic();
      assertEquals(Optional.empty(), CertificateKeys.keyTypeOf(key), curve);
    }
  }
}
