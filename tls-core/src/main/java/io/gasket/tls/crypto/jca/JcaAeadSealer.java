package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.AeadSealer;
import java.security.GeneralSecurityException;

/** The sealing half over a JCA cipher. */
final class JcaAeadSealer implements AeadSealer {
  private final KeyedCipher cipher;

  JcaAeadSealer(KeyedCipher cipher) {
    this.cipher = cipher;
  }

  @Override
  public int seal(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    try {
      return cipher.process(nonce, aad, in, inOffset, length, out, outOffset);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(
          cipher.label() + " does not seal: a repeated nonce or too short an output", impossible);
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
