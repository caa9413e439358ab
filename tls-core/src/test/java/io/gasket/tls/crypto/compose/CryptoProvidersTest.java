package io.gasket.tls.crypto.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.encoding.EcdsaSignature;
import io.gasket.tls.spec.SignatureScheme;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Crypto providers by name, and what the composed ones are made of (P7)")
class CryptoProvidersTest {
  private static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @ValueSource(strings = {"default", "fastest", "jca", "jca:SunEC", "bc", "zero"})
  void haveNames(String name) {
    CryptoProvider provider = CryptoProviders.byName(name);
    assertEquals(name, provider.name());
    assertEquals(name, provider.toString());
  }

  @Test
  void areShared() {
    assertSame(CryptoProviders.standard(), CryptoProviders.byName("default"));
    assertSame(CryptoProviders.fastest(), CryptoProviders.byName("fastest"));
    assertSame(CryptoProviders.zeroGarbage(), CryptoProviders.byName("zero"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Default", "jca:", "jca:Nowhere", "openssl"})
  @DisplayName("other names fail with the choices in the text")
  void unknown(String name) {
    String text =
        assertThrows(IllegalArgumentException.class, () -> CryptoProviders.byName(name))
            .getMessage();
    assertTrue(
        text.contains(name.startsWith("jca:") ? "SunEC" : "default, fastest, jca, jca:NAME"), text);
  }

  @Test
  @DisplayName(
      "default, fastest and bc sign with ECDSA as RFC 6979 says (its A.2.5); the JDK does not")
  void ecdsaSigners() throws Exception {
    PrivateKey key = rfc6979Key();
    EcdsaSignature expected =
        new EcdsaSignature(
            new BigInteger("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716", 16),
            new BigInteger("F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8", 16));
    for (String name : List.of("default", "zero", "fastest", "bc")) {
      assertArrayEquals(expected.encode(), sign(CryptoProviders.byName(name), key), name);
    }
    CryptoProvider jca = CryptoProviders.byName("jca");
    assertFalse(Arrays.equals(sign(jca, key), sign(jca, key)));
  }

  private static byte[] sign(CryptoProvider provider, PrivateKey key) throws Exception {
    return provider.signatures().signer(key).sign(SignatureScheme.ECDSA_SECP256R1_SHA256, SAMPLE);
  }

  private static PrivateKey rfc6979Key() throws Exception {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    BigInteger value =
        new BigInteger("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16);
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(value, parameters.getParameterSpec(ECParameterSpec.class)));
  }
}
