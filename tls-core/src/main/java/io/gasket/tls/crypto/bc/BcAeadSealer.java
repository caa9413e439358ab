package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.AeadSealer;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** The sealing half over a Bouncy Castle cipher. */
final class BcAeadSealer implements AeadSealer {
  private final KeyedCipher cipher;

  BcAeadSealer(KeyedCipher cipher) {
    this.cipher = cipher;
  }

  @Override
  public int seal(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    try {
      return cipher.process(nonce, aad, in, inOffset, length, out, outOffset);
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException("No tag is checked when sealing", impossible);
    }
  }

  @Override
  public byte[] key() {
    return cipher.key();
  }

  @Override
  public void destroy() {
    cipher.destroy();
  }
}
