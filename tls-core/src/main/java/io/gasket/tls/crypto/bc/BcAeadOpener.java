package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.spec.BulkCipher;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** The opening half over a Bouncy Castle cipher. */
final class BcAeadOpener implements AeadOpener {
  private final KeyedCipher cipher;

  BcAeadOpener(KeyedCipher cipher) {
    this.cipher = cipher;
  }

  @Override
  public int open(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    try {
      return cipher.process(nonce, aad, in, inOffset, length, out, outOffset);
    } catch (InvalidCipherTextException tagMismatch) {
      // Bouncy Castle writes plaintext before it has seen the tag.
      Arrays.fill(out, outOffset, outOffset + length - BulkCipher.TAG_LENGTH, (byte) 0);
      return NOT_AUTHENTIC;
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
