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

  /** A signer with a key. */
  public NonceProbe(ECPrivateKeyParameters key) {
    signer = new BlindedEcdsa(key, new SecureRandom());
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
