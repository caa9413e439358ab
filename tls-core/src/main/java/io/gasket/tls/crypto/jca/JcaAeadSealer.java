package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.spec.BulkCipher;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The sealing half over a JCA cipher. */
final class JcaAeadSealer extends KeyedCipher implements AeadSealer {
  /**
   * Under one key.
   *
   * @param key copied
   */
  JcaAeadSealer(Services services, BulkCipher algorithm, byte[] key) {
    super(services, algorithm, Cipher.ENCRYPT_MODE, key);
  }

  @Override
  public int seal(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    try {
      return process(nonce, aad, in, inOffset, length, out, outOffset);
    } catch (GeneralSecurityException impossible) {
      throw unfit(impossible);
    }
  }

  @Override
  public int seal(byte[] nonce, byte[] aad, ByteBuffer in, ByteBuffer out) {
    try {
      return process(nonce, aad, in, out);
    } catch (GeneralSecurityException impossible) {
      throw unfit(impossible);
    }
  }

  private IllegalStateException unfit(GeneralSecurityException cause) {
    return new IllegalStateException(
        label() + " does not seal: a repeated nonce or too short an output", cause);
  }
}
