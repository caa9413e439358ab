package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.Hash;
import java.security.DigestException;
import java.security.MessageDigest;

/** A running hash over a JCA digest that can be copied. */
final class JcaHash implements Hash {
  private final MessageDigest digest;

  JcaHash(MessageDigest digest) {
    this.digest = digest;
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    digest.update(data, offset, length);
  }

  @Override
  public int snapshot(byte[] out, int offset) {
    try {
      MessageDigest copy = (MessageDigest) digest.clone();
      return copy.digest(out, offset, copy.getDigestLength());
    } catch (CloneNotSupportedException unfit) {
      throw new IllegalStateException(digest.getAlgorithm() + " cannot be copied", unfit);
    } catch (DigestException shortOutput) {
      throw new IllegalArgumentException("No room for the digest", shortOutput);
    }
  }
}
