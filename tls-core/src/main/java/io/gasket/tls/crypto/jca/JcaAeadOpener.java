package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.spec.BulkCipher;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;

/** The opening half over a JCA cipher. */
final class JcaAeadOpener extends KeyedCipher implements AeadOpener {
  /**
   * Under one key.
   *
   * @param key copied
   */
  JcaAeadOpener(Services services, BulkCipher algorithm, byte[] key) {
    super(services, algorithm, Cipher.DECRYPT_MODE, key);
  }

  @Override
  public int open(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    try {
      return processOnce(nonce, aad, in, inOffset, length, out, outOffset);
    } catch (BadPaddingException tagMismatch) {
      // Not every provider waits for the tag, or clears behind itself.
      Arrays.fill(out, outOffset, outOffset + length - BulkCipher.TAG_LENGTH, (byte) 0);
      return NOT_AUTHENTIC;
    } catch (GeneralSecurityException impossible) {
      throw unfit(impossible);
    }
  }

  @Override
  public int open(byte[] nonce, byte[] aad, ByteBuffer in, ByteBuffer out) {
    int start = out.position();
    try {
      return process(nonce, aad, in, out);
    } catch (BadPaddingException tagMismatch) {
      for (int i = start; i < out.limit(); i++) {
        out.put(i, (byte) 0);
      }
      return NOT_AUTHENTIC;
    } catch (GeneralSecurityException impossible) {
      throw unfit(impossible);
    }
  }

  private IllegalStateException unfit(GeneralSecurityException cause) {
    return new IllegalStateException(label() + " does not open: the output is too short", cause);
  }

  /**
   * SunJCE's ChaCha20-Poly1305 refuses the nonce it had last even for decryption, where no harm is
   * in it. Records never repeat one, so a new cipher is made only when it happens.
   */
  private int processOnce(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws GeneralSecurityException {
    try {
      return process(nonce, aad, in, inOffset, length, out, outOffset);
    } catch (InvalidKeyException repeated) {
      renew();
      return process(nonce, aad, in, inOffset, length, out, outOffset);
    }
  }
}
