package io.gasket.tls.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.testing.Providers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("AEADs (P7; RFC 8439 2.8.2, the GCM specification's test cases 4 and 16)")
class AeadTest {
  private static final byte MARK = 0x55;
  private static final byte[] AAD = "additional".getBytes(US_ASCII);

  static Stream<Arguments> providersAndCiphers() {
    return Providers.withEveryName()
        .flatMap(
            provider ->
                Stream.of(BulkCipher.values()).map(cipher -> Arguments.of(provider, cipher)));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void allAreSupported(CryptoProvider provider) {
    assertEquals(EnumSet.allOf(BulkCipher.class), provider.aeads().supported());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void publishedVectors(CryptoProvider provider) {
    byte[] nonce = hex("cafebabefacedbaddecaf888");
    byte[] aad = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] plain =
        hex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    String key = "feffe9928665731c6d6a8f9467308308";
    assertSeals(
        provider.aeads().sealer(BulkCipher.AES_128_GCM, hex(key)),
        nonce,
        aad,
        plain,
        "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa05"
            + "1ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47");
    assertSeals(
        provider.aeads().sealer(BulkCipher.AES_256_GCM, hex(key + key)),
        nonce,
        aad,
        plain,
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
            + "c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
    assertSeals(
        provider
            .aeads()
            .sealer(
                BulkCipher.CHACHA20_POLY1305,
                hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")),
        hex("070000004041424344454647"),
        hex("50515253c0c1c2c3c4c5c6c7"),
        ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
                + "sunscreen would be it.")
            .getBytes(US_ASCII),
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
            + "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
            + "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691");
  }

  private static void assertSeals(
      AeadSealer sealer, byte[] nonce, byte[] aad, byte[] plain, String expected) {
    byte[] out = new byte[plain.length + BulkCipher.TAG_LENGTH];
    assertEquals(out.length, sealer.seal(nonce, aad, plain, 0, plain.length, out, 0));
    assertEquals(expected, HexFormat.of().formatHex(out));
  }

  @ParameterizedTest
  @MethodSource("providersAndCiphers")
  @DisplayName(
      "many records under one key, at offsets, of all lengths around a block, opened by another library")
  void manyRecords(CryptoProvider provider, BulkCipher cipher) {
    byte[] key = bytes(cipher.keyLength());
    CryptoProvider other = CryptoProviders.byName(provider.name().equals("bc") ? "jca" : "bc");
    AeadSealer sealer = provider.aeads().sealer(cipher, key);
    AeadOpener opener = other.aeads().opener(cipher, key);
    Arrays.fill(key, (byte) 0); // Both have copied it.
    int record = 0;
    for (int length : List.of(0, 1, 15, 16, 17, 100, 1024, 16384)) {
      byte[] nonce = nonce(record++);
      byte[] plain = bytes(length);
      byte[] in = new byte[length + 7];
      System.arraycopy(plain, 0, in, 3, length);
      byte[] sealed = marked(length + BulkCipher.TAG_LENGTH + 5);
      assertEquals(
          length + BulkCipher.TAG_LENGTH, sealer.seal(nonce, AAD, in, 3, length, sealed, 2));
      assertMarked(sealed, 2, length + BulkCipher.TAG_LENGTH);
      byte[] opened = marked(length + 4);
      assertEquals(
          length, opener.open(nonce, AAD, sealed, 2, length + BulkCipher.TAG_LENGTH, opened, 1));
      assertArrayEquals(plain, Arrays.copyOfRange(opened, 1, 1 + length));
      assertMarked(opened, 1, length);
    }
    sealer.destroy();
    sealer.destroy();
    opener.destroy();
    opener.destroy();
  }

  @ParameterizedTest
  @MethodSource("providersAndCiphers")
  @DisplayName("sealing in place, the ranges starting at the same offset")
  void inPlace(CryptoProvider provider, BulkCipher cipher) {
    byte[] key = bytes(cipher.keyLength());
    byte[] plain = bytes(1000);
    byte[] apart = new byte[1016];
    provider.aeads().sealer(cipher, key).seal(nonce(1), AAD, plain, 0, 1000, apart, 0);
    byte[] same = Arrays.copyOf(plain, 1016);
    provider.aeads().sealer(cipher, key).seal(nonce(1), AAD, same, 0, 1000, same, 0);
    assertArrayEquals(apart, same);
  }

  @ParameterizedTest
  @MethodSource("providersAndCiphers")
  @DisplayName(
      "P8: after a bad tag no plaintext is left, whichever part was forged, and the opener still works")
  void badTag(CryptoProvider provider, BulkCipher cipher) {
    byte[] key = bytes(cipher.keyLength());
    byte[] plain = bytes(200);
    byte[] sealed = new byte[216];
    provider.aeads().sealer(cipher, key).seal(nonce(1), AAD, plain, 0, 200, sealed, 0);
    AeadOpener opener = provider.aeads().opener(cipher, key);
    for (int forged : List.of(0, 100, 199, 200, 215)) {
      byte[] changed = sealed.clone();
      changed[forged] ^= 1;
      assertRefused(opener, nonce(1), AAD, changed);
    }
    assertRefused(opener, nonce(2), AAD, sealed);
    assertRefused(opener, nonce(1), "Additional".getBytes(US_ASCII), sealed);
    assertRefused(opener, nonce(1), new byte[0], sealed);

    byte[] opened = new byte[200];
    assertEquals(200, opener.open(nonce(1), AAD, sealed, 0, 216, opened, 0));
    assertArrayEquals(plain, opened);
  }

  private static void assertRefused(AeadOpener opener, byte[] nonce, byte[] aad, byte[] sealed) {
    byte[] out = marked(204);
    assertEquals(
        AeadOpener.NOT_AUTHENTIC, opener.open(nonce, aad, sealed, 0, sealed.length, out, 2));
    assertArrayEquals(new byte[200], Arrays.copyOfRange(out, 2, 202));
    assertMarked(out, 2, 200);
  }

  @ParameterizedTest
  @MethodSource("providersAndCiphers")
  @DisplayName(
      "opening the same record twice works, though SunJCE's ChaCha20-Poly1305 refuses the nonce it had")
  void sameNonceTwice(CryptoProvider provider, BulkCipher cipher) {
    byte[] key = bytes(cipher.keyLength());
    byte[] plain = bytes(50);
    byte[] sealed = new byte[66];
    provider.aeads().sealer(cipher, key).seal(nonce(0), AAD, plain, 0, 50, sealed, 0);
    AeadOpener opener = provider.aeads().opener(cipher, key);
    for (int time = 0; time < 3; time++) {
      byte[] opened = new byte[50];
      assertEquals(50, opener.open(nonce(0), AAD, sealed, 0, 66, opened, 0));
      assertArrayEquals(plain, opened);
    }
  }

  private static byte[] nonce(int record) {
    byte[] nonce = new byte[12];
    nonce[11] = (byte) record;
    return nonce;
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] marked(int length) {
    byte[] array = new byte[length];
    Arrays.fill(array, MARK);
    return array;
  }

  /** Nothing was written outside the range. */
  private static void assertMarked(byte[] array, int offset, int length) {
    for (int i = 0; i < array.length; i++) {
      if (i < offset || i >= offset + length) {
        assertEquals(MARK, array[i], "byte " + i);
      }
    }
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
