package io.gasket.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.gasket.tls.spec.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors posted to the TLS working group's list as "TLSv1.2 PRF test vectors". */
@DisplayName("PRF (P7; RFC 5246 5)")
class PrfTest {

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void sha256(CryptoProvider provider) {
    assertExpands(
        provider,
        HashAlgorithm.SHA256,
        "9bbe436ba940f017b17652849a71db35",
        "a0ba9f936cda311827a6f796ffd5198c",
        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"
            + "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab"
            + "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66");
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void sha384(CryptoProvider provider) {
    assertExpands(
        provider,
        HashAlgorithm.SHA384,
        "b80b733d6ceefcdc71566ea48e5567df",
        "cd665cf6a8447dd6ff8b27555edb7465",
        "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cd"
            + "e9ca0faa60be9fe34f82b1233c9146a0e534cb400fed2700884f9dc236f80edd"
            + "8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d918425"
            + "9b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee6"
            + "91c8f3a26854308d5eaa3be85e0990703d73e56f");
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void sha512(CryptoProvider provider) {
    assertExpands(
        provider,
        HashAlgorithm.SHA512,
        "b0323523c1853599584d88568bbb05eb",
        "d4640e12e4bcdbfb437f03e6ae418ee5",
        "1261f588c798c5c201ff036e7a9cb5edcd7fe3f94c669a122a4638d7d508b283"
            + "042df6789875c7147e906d868bc75c45e20eb40c1cf4a1713b27371f68432592"
            + "f7dc8ea8ef223e12ea8507841311bf68653d0cfc4056d811f025c45ddfa6e6fe"
            + "c702f054b409d6f28dd0a3233e498da41a3e75c5630eedbe22fe254e33a1b0e9"
            + "f6b9826675bec7d01a845658dc9c397545401d40b9f46c7a400ee1b8f81ca0a6"
            + "0d1a397a1028bff5d2ef5066126842fb8da4197632bdb54ff6633f86bbc836e6"
            + "40d4d898");
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("an Hmac and its room serve again and again; the room is wiped each time")
  void again(CryptoProvider provider) {
    byte[] secret = hex("9bbe436ba940f017b17652849a71db35");
    byte[] seed = hex("a0ba9f936cda311827a6f796ffd5198c");
    byte[] wanted = hex("e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791");
    Hmac hmac = provider.hashes().hmac(HashAlgorithm.SHA256, secret);
    byte[] a = new byte[HashAlgorithm.SHA256.length()];
    for (int length : new int[] {wanted.length, 12, 32, wanted.length}) {
      byte[] out = new byte[length];
      Prf.expand(hmac, a, "test label".getBytes(StandardCharsets.US_ASCII), seed, new byte[0], out);
      assertArrayEquals(Arrays.copyOf(wanted, length), out);
      assertArrayEquals(new byte[a.length], a);
    }
    hmac.destroy();
  }

  private static void assertExpands(
      CryptoProvider provider,
      HashAlgorithm algorithm,
      String secret,
      String seed,
      String expected) {
    byte[] wanted = hex(expected);
    byte[] whole = hex(seed);
    for (int split = 0; split <= whole.length; split += 8) {
      byte[] first = Arrays.copyOf(whole, split);
      byte[] second = Arrays.copyOfRange(whole, split, whole.length);
      byte[] out = new byte[wanted.length];
      Prf.expand(provider.hashes(), algorithm, hex(secret), "test label", first, second, out);
      assertArrayEquals(wanted, out);
    }
    byte[] verifyData = new byte[12];
    Prf.expand(
        provider.hashes(), algorithm, hex(secret), "test label", whole, new byte[0], verifyData);
    assertArrayEquals(Arrays.copyOf(wanted, 12), verifyData);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
