package io.gasket.tls.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.TokenProvider;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Signatures (P7; RFC 5246 4.7, RFC 8422, RFC 8032, RFC 8446 4.2.3)")
class SignaturesTest {
  private static final byte[] CONTENT = "what is signed".getBytes(US_ASCII);
  private static final Map<KeyType, KeyPair> KEYS = new EnumMap<>(KeyType.class);

  @BeforeAll
  static void makeKeys() throws Exception {
    KEYS.put(KeyType.EC, pair("EC", new ECGenParameterSpec("secp256r1")));
    KEYS.put(KeyType.ED25519, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    KEYS.put(KeyType.RSA, pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)));
    KEYS.put(
        KeyType.RSA_PSS,
        pair("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)));
  }

  private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }

  static Stream<Arguments> providersAndSchemes() {
    return Providers.withEveryName()
        .flatMap(
            provider ->
                SignatureScheme.all().stream().map(scheme -> Arguments.of(provider, scheme)));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void allAreSupported(CryptoProvider provider) {
    assertEquals(EnumSet.allOf(SignatureScheme.class), provider.signatures().supported());
  }

  @ParameterizedTest
  @MethodSource("providersAndSchemes")
  @DisplayName("what one library signs, each verifies")
  void signs(CryptoProvider provider, SignatureScheme scheme) throws Exception {
    KeyPair pair = KEYS.get(scheme.keyType());
    byte[] signature = provider.signatures().signer(pair.getPrivate()).sign(scheme, CONTENT);
    for (CryptoProvider other : Providers.withEveryName().toList()) {
      assertTrue(
          other.signatures().verify(scheme, pair.getPublic(), CONTENT, signature), other::name);
      assertFalse(
          other.signatures().verify(scheme, pair.getPublic(), new byte[1], signature), other::name);
    }
  }

  @ParameterizedTest
  @MethodSource("providersAndSchemes")
  @DisplayName("malformed signatures are false, never an exception")
  void hostileSignatures(CryptoProvider provider, SignatureScheme scheme) throws Exception {
    KeyPair pair = KEYS.get(scheme.keyType());
    byte[] good = provider.signatures().signer(pair.getPrivate()).sign(scheme, CONTENT);
    for (int length = 0; length <= good.length + 2; length++) {
      if (length != good.length) {
        assertRefused(provider, scheme, Arrays.copyOf(good, length));
      }
    }
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] noise = good.clone();
      noise[random.nextInt(noise.length)] ^= (byte) (1 << random.nextInt(8));
      assertRefused(provider, scheme, noise);
      random.nextBytes(noise);
      assertRefused(provider, scheme, noise);
    }
    byte[] ones = new byte[good.length];
    Arrays.fill(ones, (byte) 0xff);
    assertRefused(provider, scheme, ones);
    assertRefused(provider, scheme, new byte[good.length]);
  }

  private static void assertRefused(
      CryptoProvider provider, SignatureScheme scheme, byte[] signature) throws Exception {
    PublicKey key = KEYS.get(scheme.keyType()).getPublic();
    assertFalse(
        provider.signatures().verify(scheme, key, CONTENT, signature),
        () -> HexFormat.of().formatHex(signature));
  }

  @ParameterizedTest
  @MethodSource("providersAndSchemes")
  @DisplayName(
      "a key of another kind than the scheme's is refused, that of rsaEncryption and RSASSA-PSS too")
  void otherKeys(CryptoProvider provider, SignatureScheme scheme) throws Exception {
    for (Map.Entry<KeyType, KeyPair> other : KEYS.entrySet()) {
      if (other.getKey() != scheme.keyType()) {
        PublicKey key = other.getValue().getPublic();
        assertThrows(
            InvalidKeyException.class,
            () -> provider.signatures().verify(scheme, key, CONTENT, new byte[64]));
        Signer signer = provider.signatures().signer(other.getValue().getPrivate());
        assertThrows(SignatureException.class, () -> signer.sign(scheme, CONTENT));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("RFC 8032 7.1, tests 1 to 3")
  void ed25519(CryptoProvider provider) throws Exception {
    assertSigns(
        provider,
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    assertSigns(
        provider,
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertSigns(
        provider,
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
  }

  private static void assertSigns(
      CryptoProvider provider, String secret, String publicValue, String message, String signature)
      throws Exception {
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    PrivateKey privateKey =
        factory.generatePrivate(
            new PKCS8EncodedKeySpec(hex("302e020100300506032b657004220420" + secret)));
    PublicKey publicKey =
        factory.generatePublic(
            new X509EncodedKeySpec(hex("302a300506032b6570032100" + publicValue)));
    Signatures signatures = provider.signatures();
    assertArrayEquals(
        hex(signature), signatures.signer(privateKey).sign(SignatureScheme.ED25519, hex(message)));
    assertTrue(signatures.verify(SignatureScheme.ED25519, publicKey, hex(message), hex(signature)));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("in TLS 1.2 the curve in a scheme's name does not bind")
  void anyCurveWithAnyHash(CryptoProvider provider) throws Exception {
    for (String curve : List.of("secp256r1", "secp384r1", "secp521r1")) {
      KeyPair pair = pair("EC", new ECGenParameterSpec(curve));
      SignatureScheme scheme = SignatureScheme.ECDSA_SECP384R1_SHA384;
      byte[] signature = provider.signatures().signer(pair.getPrivate()).sign(scheme, CONTENT);
      assertTrue(provider.signatures().verify(scheme, pair.getPublic(), CONTENT, signature), curve);
    }
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("an EC key on a curve that is not one of the groups is refused")
  void otherCurves(CryptoProvider provider) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    generator.initialize(new ECGenParameterSpec("secp256k1"));
    KeyPair pair = generator.generateKeyPair();
    assertThrows(
        InvalidKeyException.class,
        () ->
            provider
                .signatures()
                .verify(
                    SignatureScheme.ECDSA_SECP256R1_SHA256,
                    pair.getPublic(),
                    CONTENT,
                    new byte[70]));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("keys of another library's classes do as well")
  void foreignKeys(CryptoProvider provider) throws Exception {
    BouncyCastleProvider foreign = new BouncyCastleProvider();
    for (SignatureScheme scheme : SignatureScheme.all()) {
      KeyPair own = KEYS.get(scheme.keyType());
      KeyFactory factory = KeyFactory.getInstance(jcaName(scheme.keyType()), foreign);
      PrivateKey privateKey =
          factory.generatePrivate(new PKCS8EncodedKeySpec(own.getPrivate().getEncoded()));
      PublicKey publicKey =
          factory.generatePublic(new X509EncodedKeySpec(own.getPublic().getEncoded()));
      assertEquals(scheme.keyType(), KeyTypes.byName(publicKey).orElseThrow());
      byte[] signature = provider.signatures().signer(privateKey).sign(scheme, CONTENT);
      assertTrue(
          provider.signatures().verify(scheme, publicKey, CONTENT, signature), scheme::rfcName);
    }
  }

  private static String jcaName(KeyType type) {
    return switch (type) {
      case EC -> "EC";
      case ED25519 -> "Ed25519";
      case RSA -> "RSA";
      case RSA_PSS -> "RSASSA-PSS";
    };
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("an RSASSA-PSS key that restricts itself to one hash is held to it (RFC 4055 3.3)")
  void restrictedPssKey(CryptoProvider provider) throws Exception {
    PSSParameterSpec sha256 =
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
    KeyPair pair =
        pair("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4, sha256));
    Signer signer = provider.signatures().signer(pair.getPrivate());
    byte[] signature = signer.sign(SignatureScheme.RSA_PSS_PSS_SHA256, CONTENT);
    assertTrue(
        provider
            .signatures()
            .verify(SignatureScheme.RSA_PSS_PSS_SHA256, pair.getPublic(), CONTENT, signature));
    assertThrows(
        SignatureException.class, () -> signer.sign(SignatureScheme.RSA_PSS_PSS_SHA384, CONTENT));
    assertThrows(
        InvalidKeyException.class,
        () ->
            provider
                .signatures()
                .verify(SignatureScheme.RSA_PSS_PSS_SHA384, pair.getPublic(), CONTENT, signature));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("keys that cannot be exported sign by the provider that holds them; only bc cannot")
  void tokenKeys(CryptoProvider provider) throws Exception {
    try (TokenProvider token = TokenProvider.install()) {
      for (SignatureScheme scheme : SignatureScheme.all()) {
        if (scheme.name().endsWith("256") || scheme == SignatureScheme.ED25519) {
          KeyPair pair = KEYS.get(scheme.keyType());
          PrivateKey key = token.wrap(pair.getPrivate());
          if (provider.name().equals("bc")) {
            assertThrows(InvalidKeyException.class, () -> provider.signatures().signer(key));
          } else {
            byte[] signature = provider.signatures().signer(key).sign(scheme, CONTENT);
            assertTrue(
                provider.signatures().verify(scheme, pair.getPublic(), CONTENT, signature),
                scheme::rfcName);
          }
        }
      }
    }
    PrivateKey unplugged = new TokenProvider.TokenKey(KEYS.get(KeyType.EC).getPrivate());
    assertThrows(InvalidKeyException.class, () -> provider.signatures().signer(unplugged));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("keys without use in TLS 1.2 are refused")
  void uselessKeys(CryptoProvider provider) throws Exception {
    for (String algorithm : List.of("Ed448", "X25519", "DSA")) {
      PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
      assertThrows(InvalidKeyException.class, () -> provider.signatures().signer(key), algorithm);
    }
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("an RSA key too short for the hash fails as a key or a signature does")
  void shortRsaKey(CryptoProvider provider) throws Exception {
    KeyPair pair = pair("RSA", new RSAKeyGenParameterSpec(1024, BigInteger.valueOf(65537)));
    Signer signer = provider.signatures().signer(pair.getPrivate());
    SignatureScheme scheme = SignatureScheme.RSA_PSS_RSAE_SHA512;
    assertThrows(SignatureException.class, () -> signer.sign(scheme, CONTENT));
    assertThrows(
        InvalidKeyException.class,
        () -> provider.signatures().verify(scheme, pair.getPublic(), CONTENT, new byte[128]));
  }
}
