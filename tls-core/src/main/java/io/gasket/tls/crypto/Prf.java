package io.gasket.tls.crypto;

import io.gasket.tls.spec.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The PRF of TLS 1.2: P_hash of label and seed (RFC 5246 5). Stateless. */
public final class Prf {
  private Prf() {}

  /**
   * Fills {@code out} with PRF(secret, label, seed1 + seed2).
   *
   * @param label ASCII
   * @param seed2 the seed's second part; may be empty
   */
  public static void expand(
      Hashes hashes,
      HashAlgorithm algorithm,
      byte[] secret,
      String label,
      byte[] seed1,
      byte[] seed2,
      byte[] out) {
    Hmac hmac = hashes.hmac(algorithm, secret);
    byte[] a = new byte[algorithm.length()];
    try {
      expand(hmac, a, label.getBytes(StandardCharsets.US_ASCII), seed1, seed2, out);
    } finally {
      hmac.destroy();
    }
  }

  /**
   * As {@link #expand(Hashes, HashAlgorithm, byte[], String, byte[], byte[], byte[])}, for a secret
   * that is used several times.
   *
   * @param hmac under the secret; ready for the next use on return
   * @param a room for the A(i), as long as the hash; wiped on return
   */
  public static void expand(
      Hmac hmac, byte[] a, byte[] label, byte[] seed1, byte[] seed2, byte[] out) {
    try {
      seed(hmac, label, seed1, seed2);
      hmac.doFinal(a, 0);
      int done = 0;
      for (; out.length - done > a.length; done += a.length) {
        hmac.update(a, 0, a.length);
        seed(hmac, label, seed1, seed2);
        hmac.doFinal(out, done);
        hmac.update(a, 0, a.length);
        hmac.doFinal(a, 0);
      }
      // The last block takes A's place: no other A follows.
      hmac.update(a, 0, a.length);
      seed(hmac, label, seed1, seed2);
      hmac.doFinal(a, 0);
      System.arraycopy(a, 0, out, done, out.length - done);
    } finally {
      Arrays.fill(a, (byte) 0);
    }
  }

  private static void seed(Hmac hmac, byte[] label, byte[] seed1, byte[] seed2) {
    hmac.update(label, 0, label.length);
    hmac.update(seed1, 0, seed1.length);
    hmac.update(seed2, 0, seed2.length);
  }
}
