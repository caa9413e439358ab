package io.gasket.tls.crypto.zero;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.crypto.jca.JcaProvider;
import io.gasket.tls.spec.BulkCipher;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("AES-GCM without garbage seals as the JDK's does, and opens what that has sealed")
class ZeroGarbageAeadsTest {
  private static final Aeads JDK = JcaProvider.platform().aeads();

  private final Random random = new Random(7);

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest(name = "{0}, without garbage up to {1} bytes")
  @CsvSource({"AES_128_GCM, 128", "AES_256_GCM, 128", "AES_128_GCM, 0", "AES_256_GCM, 4048"})
  @DisplayName("texts of all lengths around the longest, additional data of all lengths")
  void everyLength(BulkCipher cipher, int longest) {
    byte[] key = bytes(cipher.keyLength());
    Aeads ours = new ZeroGarbageAeads(JDK, longest);
    AeadSealer sealer = ours.sealer(cipher, key);
    AeadSealer jdk = JDK.sealer(cipher, key);
    AeadOpener opener = ours.opener(cipher, key);
    for (int length = Math.max(0, longest - 130); length < longest + 20; length++) {
      byte[] nonce = bytes(12);
      byte[] aad = bytes(length % 50);
      byte[] plain = bytes(length);
      byte[] sealed = new byte[length + BulkCipher.TAG_LENGTH];
      byte[] expected = new byte[sealed.length];
      assertEquals(sealed.length, sealer.seal(nonce, aad, plain, 0, length, sealed, 0));
      jdk.seal(nonce, aad, plain, 0, length, expected, 0);
      assertArrayEquals(expected, sealed);
      byte[] opened = new byte[length];
      assertEquals(length, opener.open(nonce, aad, expected, 0, expected.length, opened, 0));
      assertArrayEquals(plain, opened);
    }
  }

  @Test
  @DisplayName(
      "any bit changed in text, tag, nonce or additional data is noticed; nothing comes out")
  void everyBit() {
    byte[] key = bytes(16);
    byte[] nonce = bytes(12);
    byte[] aad = bytes(13);
    byte[] sealed = new byte[45 + BulkCipher.TAG_LENGTH];
    JDK.sealer(BulkCipher.AES_128_GCM, key).seal(nonce, aad, bytes(45), 0, 45, sealed, 0);
    AeadOpener opener = new ZeroGarbageAeads(JDK, 64).opener(BulkCipher.AES_128_GCM, key);
    for (byte[] part : new byte[][] {sealed, nonce, aad}) {
      for (int bit = 0; bit < 8 * part.length; bit++) {
        part[bit / 8] ^= (byte) (1 << bit % 8);
        byte[] out = new byte[45];
        assertEquals(
            AeadOpener.NOT_AUTHENTIC, opener.open(nonce, aad, sealed, 0, sealed.length, out, 0));
        assertArrayEquals(new byte[45], out);
        part[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
    assertEquals(45, opener.open(nonce, aad, sealed, 0, sealed.length, new byte[45], 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4_049})
  void otherLengthsAreNoChoice(int longest) {
    assertThrows(IllegalArgumentException.class, () -> new ZeroGarbageAeads(JDK, longest));
  }
}
