package io.gasket.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8422 5.1.1, RFC 8410, RFC 8017: which keys TLS 1.2 has a use for. */
class KeyTypesTest {
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
      assertEquals(Optional.of(type), KeyTypes.byParameters(key), key.getClass().getName());
      assertEquals(Optional.ofNullable(curve), KeyTypes.curveOf(key));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed448", "DSA", "DH", "X25519"})
  @DisplayName("keys of other algorithms are of no kind")
  void refusesOthers(String algorithm) throws Exception {
    PublicKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();

    assertEquals(Optional.empty(), KeyTypes.byParameters(key));
    assertEquals(Optional.empty(), KeyTypes.curveOf(key));
  }

  @Test
  @DisplayName("EC keys on other curves are of no kind")
  void refusesOtherCurves() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BC);
    for (String curve : new String[] {"secp256k1", "brainpoolP256r1", "secp224r1"}) {
      generator.initialize(new ECGenParameterSpec(curve));
      PublicKey key = generator.generateKeyPair().getPublic();
      assertEquals(Optional.empty(), KeyTypes.byParameters(key), curve);
    }
  }

  @Test
  @DisplayName("an EC key on a named curve with a parameter of its own is of no kind")
  void refusesAlteredCurves() throws Exception {
    ECPublicKey key = (ECPublicKey) KeyKind.EC_P256.newKeyPair().getPublic();
    ECParameterSpec named = key.getParams();
    EllipticCurve curve = named.getCurve();
    BigInteger order = named.getOrder();
    for (ECParameterSpec altered :
        new ECParameterSpec[] {
          // CVE-2020-0601: who chooses the generator knows a private key for any public key.
          new ECParameterSpec(curve, key.getW(), order, 1),
          new ECParameterSpec(curve, named.getGenerator(), order.clearBit(0), 1),
          new ECParameterSpec(curve, named.getGenerator(), order, 2),
        }) {
      PublicKey other =
          KeyFactory.getInstance("EC", BC).generatePublic(new ECPublicKeySpec(key.getW(), altered));
      assertEquals(Optional.empty(), KeyTypes.byParameters(other));
    }
    PublicKey same =
        KeyFactory.getInstance("EC", BC).generatePublic(new ECPublicKeySpec(key.getW(), named));
    assertEquals(Optional.of(NamedGroup.SECP256R1), KeyTypes.curveOf(same));
  }
}
