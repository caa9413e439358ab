package io.gasket.tls.crypto.bc;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * Lets the signer of {@code crypto.bc} be timed with nonces of choice: it has no door for that, and
 * should not.
 */
public final class NonceProbe {
  private final BlindedEcdsa signer;

  private NonceProbe(BlindedEcdsa signer) {
    this.signer = signer;
  }

  /** A signer with a key. */
  public static NonceProbe of(ECPrivateKeyParameters key) {
    return new NonceProbe(new BlindedEcdsa(key, new SecureRandom()));
  }

  /**
   * A signer with a key that leaves the multiplications of the base point out, nine tenths of the
   * time and of its variance. Its signatures are wrong.
   */
  public static NonceProbe withoutComb(ECPrivateKeyParameters key) {
    return new NonceProbe(
        new BlindedEcdsa(key, new SecureRandom(), (basePoint, scalar) -> basePoint));
  }

  /**
   * Signs a digest, and returns the signature's r.
   *
   * @param nonce gives the nonce for the value of any digest
   */
  public BigInteger sign(byte[] digest, ExtendedDigest nonce) {
    return signer.sign(digest, nonce).r();
  }
}
