package io.gasket.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.Wycheproof;
import io.gasket.tls.testing.Wycheproof.Tally;
import io.gasket.tls.testing.Wycheproof.Vector;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Verification against Project Wycheproof (P7; RFC 8422, RFC 8032, RFC 8017)")
class SignatureWycheproofTest {
  private static final Map<String, PublicKey> KEYS = new ConcurrentHashMap<>();

  static Stream<Arguments> providersAndFiles() {
    record File(String name, KeyType keyType, int vectors) {}
    List<File> files =
        List.of(
            new File("ecdsa_secp256r1_sha256_test.json", KeyType.EC, 484),
            new File("ecdsa_secp384r1_sha384_test.json", KeyType.EC, 504),
            new File("ecdsa_secp521r1_sha512_test.json", KeyType.EC, 542),
            new File("ed25519_test.json", KeyType.ED25519, 151),
            new File("rsa_signature_2048_sha256_test.json", KeyType.RSA, 259),
            new File("rsa_signature_2048_sha384_test.json", KeyType.RSA, 258),
            new File("rsa_signature_2048_sha512_test.json", KeyType.RSA, 259),
            new File("rsa_signature_3072_sha256_test.json", KeyType.RSA, 259),
            new File("rsa_signature_4096_sha512_test.json", KeyType.RSA, 259),
            new File("rsa_pss_2048_sha256_mgf1_32_test.json", KeyType.RSA, 108),
            new File("rsa_pss_2048_sha384_mgf1_48_test.json", KeyType.RSA, 141),
            new File("rsa_pss_3072_sha256_mgf1_32_test.json", KeyType.RSA, 108),
            new File("rsa_pss_4096_sha512_mgf1_64_test.json", KeyType.RSA, 179),
            new File("rsa_pss_2048_sha256_mgf1_32_params_test.json", KeyType.RSA_PSS, 108));
    return Providers.withEveryName()
        .flatMap(
            provider ->
                files.stream()
                    .map(
                        file ->
                            Arguments.of(provider, file.name(), file.keyType(), file.vectors())));
  }

  @ParameterizedTest
  @MethodSource("providersAndFiles")
  void verifies(CryptoProvider provider, String file, KeyType keyType, int vectors)
      throws Exception {
    Tally tally = new Tally();
    for (Vector vector : Wycheproof.vectors(file)) {
      boolean pss = file.startsWith("rsa_pss");
      SignatureScheme scheme = scheme(vector, keyType, pss);
      if (pss && vector.groupNumber("sLen") != scheme.hash().length()) {
        tally.skipped("TLS fixes the salt to the digest's length (RFC 8446 4.2.3)");
        continue;
      }
      boolean verified = verify(provider, scheme, vector);
      if (!isEitherRight(provider, vector)) {
        assertEquals(vector.isValid(), verified, vector::toString);
      }
      tally.ran();
    }
    tally.assertRan(vectors);
  }

  private static boolean isEitherRight(CryptoProvider provider, Vector vector) {
    if (vector.isAcceptable()) {
      // The DigestInfo lacks the NULL parameters. RFC 8017 A.2.4 has verifiers accept that form,
      // Wycheproof calls it
      // harmless.
      assertEquals(Set.of("MissingNull"), vector.flags(), vector::toString);
      return true;
    }
    // SunEC before JDK 25 refuses the valid signature whose point has an x coordinate between the
    // order and the prime of
    // its curve. No honest signer meets it: by Hasse's bound the chance is about 2^-128 on P-256.
    boolean largeX =
        vector.comment().equals("k*G has a large x-coordinate")
            || vector.comment().contains("with a reduction");
    return largeX
        && vector.isValid()
        && provider.name().equals("jca")
        && Runtime.version().feature() < 25;
  }

  private static SignatureScheme scheme(Vector vector, KeyType keyType, boolean pss) {
    if (keyType == KeyType.ED25519) {
      return SignatureScheme.ED25519;
    }
    HashAlgorithm hash =
        HashAlgorithm.valueOf(vector.group().get("sha").getAsString().replace("-", ""));
    return SignatureScheme.all().stream()
        .filter(
            scheme -> scheme.keyType() == keyType && scheme.hash() == hash && scheme.isPss() == pss)
        .findFirst()
        .orElseThrow();
  }

  private static boolean verify(CryptoProvider provider, SignatureScheme scheme, Vector vector)
      throws InvalidKeyException {
    PublicKey key =
        KEYS.computeIfAbsent(
            vector.group().get("publicKeyDer").getAsString(),
            der -> key(scheme.keyType(), vector.groupBytes("publicKeyDer")));
    return provider.signatures().verify(scheme, key, vector.bytes("msg"), vector.bytes("sig"));
  }

  private static PublicKey key(KeyType type, byte[] encoded) {
    String algorithm =
        switch (type) {
          case EC -> "EC";
          case ED25519 -> "Ed25519";
          case RSA -> "RSA";
          case RSA_PSS -> "RSASSA-PSS";
        };
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException unusable) {
      throw new AssertionError(unusable);
    }
  }
}
