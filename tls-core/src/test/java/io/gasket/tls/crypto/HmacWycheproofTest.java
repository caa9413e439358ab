package io.gasket.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.testing.Wycheproof;
import io.gasket.tls.testing.Wycheproof.Tally;
import io.gasket.tls.testing.Wycheproof.Vector;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("HMAC against Project Wycheproof (P7; RFC 2104)")
class HmacWycheproofTest {

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void hmac(CryptoProvider provider) {
    check(provider, HashAlgorithm.SHA256, "hmac_sha256_test.json");
    check(provider, HashAlgorithm.SHA384, "hmac_sha384_test.json");
  }

  private static void check(CryptoProvider provider, HashAlgorithm algorithm, String file) {
    Tally tally = new Tally();
    for (Vector vector : Wycheproof.vectors(file)) {
      byte[] message = vector.bytes("msg");
      Hmac hmac = provider.hashes().hmac(algorithm, vector.bytes("key"));
      hmac.update(message, 0, message.length);
      byte[] mac = new byte[hmac.length()];
      hmac.doFinal(mac, 0);
      byte[] truncated = Arrays.copyOf(mac, vector.groupNumber("tagSize") / 8);
      assertEquals(
          vector.isValid(), Arrays.equals(vector.bytes("tag"), truncated), vector::toString);
      tally.ran();
    }
    tally.assertRan(174);
  }
}
