package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.Signer;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
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
   * As {@link #withoutComb}, for a key in a JCA class and with the nonces that RFC 6979 gives.
   *
   * @throws InvalidKeyException when it is not an EC key that can be exported
   */
  public static Signer signerWithoutComb(PrivateKey key) throws InvalidKeyException {
    NonceProbe probe = withoutComb(ImportedKey.of(key).as(ECPrivateKeyParameters.class));
    return (scheme, content) -> probe.signer.sign(scheme.hash(), content);
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
