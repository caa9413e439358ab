package io.gasket.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.testing.Wycheproof;
import io.gasket.tls.testing.Wycheproof.Tally;
import io.gasket.tls.testing.Wycheproof.Vector;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("AEADs against Project Wycheproof (P7; RFC 5288, RFC 7905)")
class AeadWycheproofTest {

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void aesGcm(CryptoProvider provider) {
    Tally tally = new Tally();
    for (Vector vector : Wycheproof.vectors("aes_gcm_test.json")) {
      if (vector.groupNumber("keySize") == 192) {
        tally.skipped("no suite of TLS has a 192-bit key");
      } else {
        BulkCipher cipher =
            vector.groupNumber("keySize") == 128 ? BulkCipher.AES_128_GCM : BulkCipher.AES_256_GCM;
        check(provider, cipher, vector, tally);
      }
    }
    tally.assertRan(100);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void chaCha20Poly1305(CryptoProvider provider) {
    Tally tally = new Tally();
    for (Vector vector : Wycheproof.vectors("chacha20_poly1305_test.json")) {
      check(provider, BulkCipher.CHACHA20_POLY1305, vector, tally);
    }
    tally.assertRan(300);
  }

  private static void check(
      CryptoProvider provider, BulkCipher cipher, Vector vector, Tally tally) {
    if (vector.groupNumber("ivSize") != 96) {
      tally.skipped("TLS has nonces of 96 bits only");
      return;
    }
    assertEquals(128, vector.groupNumber("tagSize"), vector::toString);
    byte[] key = vector.bytes("key");
    byte[] nonce = vector.bytes("iv");
    byte[] aad = vector.bytes("aad");
    byte[] plain = vector.bytes("msg");
    byte[] sealed = concat(vector.bytes("ct"), vector.bytes("tag"));

    byte[] opened = new byte[plain.length];
    int length =
        provider.aeads().opener(cipher, key).open(nonce, aad, sealed, 0, sealed.length, opened, 0);
    byte[] resealed = new byte[sealed.length];
    provider.aeads().sealer(cipher, key).seal(nonce, aad, plain, 0, plain.length, resealed, 0);
    if (vector.isValid()) {
      assertEquals(plain.length, length, vector::toString);
      assertArrayEquals(plain, opened, vector::toString);
      assertArrayEquals(sealed, resealed, vector::toString);
    } else {
      assertEquals(AeadOpener.NOT_AUTHENTIC, length, vector::toString);
      assertArrayEquals(new byte[plain.length], opened, vector::toString);
    }
    tally.ran();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
