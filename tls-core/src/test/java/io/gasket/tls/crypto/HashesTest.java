package io.gasket.tls.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.testing.Providers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Hashes and HMAC (P7; FIPS 180-4, RFC 4231)")
class HashesTest {

  /** Digests of nothing and of "abc", FIPS 180-4's example. */
  record Digests(HashAlgorithm algorithm, String ofNothing, String ofAbc) {}

  static Stream<Arguments> digests() {
    return perProvider(
        new Digests(
            HashAlgorithm.SHA256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        new Digests(
            HashAlgorithm.SHA384,
            "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"),
        new Digests(
            HashAlgorithm.SHA512,
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"));
  }

  /** RFC 4231 test cases 2 (a short key) and 6 (one longer than the block). */
  record Macs(HashAlgorithm algorithm, String shortKey, String longKey) {}

  static Stream<Arguments> macs() {
    return perProvider(
        new Macs(
            HashAlgorithm.SHA256,
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
        new Macs(
            HashAlgorithm.SHA384,
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
            "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952"),
        new Macs(
            HashAlgorithm.SHA512,
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
                + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"));
  }

  private static Stream<Arguments> perProvider(Object... vectors) {
    return Providers.withEveryName()
        .flatMap(provider -> Stream.of(vectors).map(vector -> Arguments.of(provider, vector)));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void allAreSupported(CryptoProvider provider) {
    assertEquals(EnumSet.allOf(HashAlgorithm.class), provider.hashes().supported());
  }

  @ParameterizedTest
  @MethodSource("digests")
  @DisplayName("a snapshot does not disturb the hash that goes on")
  void snapshots(CryptoProvider provider, Digests expected) {
    Hash hash = provider.hashes().hash(expected.algorithm());
    assertEquals(expected.ofNothing(), snapshot(hash, expected.algorithm()));
    hash.update("-a-".getBytes(US_ASCII), 1, 1);
    snapshot(hash, expected.algorithm());
    hash.update("bc".getBytes(US_ASCII), 0, 2);
    assertEquals(expected.ofAbc(), snapshot(hash, expected.algorithm()));
    assertEquals(expected.ofAbc(), snapshot(hash, expected.algorithm()));
  }

  /** At an offset, to see that it is kept and that nothing else is written. */
  private static String snapshot(Hash hash, HashAlgorithm algorithm) {
    byte[] out = new byte[algorithm.length() + 2];
    assertEquals(algorithm.length(), hash.snapshot(out, 1));
    assertEquals(0, out[0] | out[out.length - 1]);
    return HexFormat.of().formatHex(out, 1, 1 + algorithm.length());
  }

  @ParameterizedTest
  @MethodSource("macs")
  @DisplayName(
      "HMAC starts anew under the same key after each message, and has its own copy of the key")
  void hmac(CryptoProvider provider, Macs expected) {
    byte[] jefe = "Jefe".getBytes(US_ASCII);
    Hmac hmac = provider.hashes().hmac(expected.algorithm(), jefe);
    Arrays.fill(jefe, (byte) 0);
    assertEquals(expected.algorithm().length(), hmac.length());
    assertEquals(expected.shortKey(), mac(hmac, "what do ya want for nothing?"));
    assertEquals(expected.shortKey(), mac(hmac, "what do ya want for nothing?"));
    hmac.destroy();
    hmac.destroy();

    byte[] longKey = new byte[131];
    Arrays.fill(longKey, (byte) 0xaa);
    Hmac longer = provider.hashes().hmac(expected.algorithm(), longKey);
    assertEquals(
        expected.longKey(), mac(longer, "Test Using Larger Than Block-Size Key - Hash Key First"));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  @DisplayName("the empty key is a key (value from CPython's hmac)")
  void emptyKey(CryptoProvider provider) {
    Hmac hmac = provider.hashes().hmac(HashAlgorithm.SHA256, new byte[0]);
    assertEquals("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad", mac(hmac, ""));
  }

  private static String mac(Hmac hmac, String message) {
    byte[] data = message.getBytes(US_ASCII);
    byte[] out = new byte[hmac.length() + 2];
    hmac.update(data, 0, data.length);
    hmac.doFinal(out, 1);
    assertEquals(0, out[0] | out[out.length - 1]);
    return HexFormat.of().formatHex(out, 1, 1 + hmac.length());
  }
}
