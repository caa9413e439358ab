package io.gasket.tls.record;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The simplest AEADs there can be, a new JDK cipher for every record, so that these tests depend on
 * no provider of ours.
 */
final class PlainJcaAeads implements Aeads {
  @Override
  public Set<BulkCipher> supported() {
    return EnumSet.allOf(BulkCipher.class);
  }

  @Override
  public AeadSealer sealer(BulkCipher cipher, byte[] key) {
    return new Half(cipher, key.clone());
  }

  @Override
  public AeadOpener opener(BulkCipher cipher, byte[] key) {
    return new Half(cipher, key.clone());
  }

  private static final class Half implements AeadSealer, AeadOpener {
    private final BulkCipher cipher;
    private final byte[] key;

    Half(BulkCipher cipher, byte[] key) {
      this.cipher = cipher;
      this.key = key;
    }

    @Override
    public int seal(
        byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      try {
        return cipher(Cipher.ENCRYPT_MODE, nonce, aad)
            .doFinal(in, inOffset, length, out, outOffset);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public int open(
        byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      try {
        return cipher(Cipher.DECRYPT_MODE, nonce, aad)
            .doFinal(in, inOffset, length, out, outOffset);
      } catch (AEADBadTagException e) {
        return NOT_AUTHENTIC;
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] aad) throws GeneralSecurityException {
      boolean gcm = cipher != BulkCipher.CHACHA20_POLY1305;
      Cipher jca = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
      jca.init(
          mode,
          new SecretKeySpec(key, gcm ? "AES" : "ChaCha20"),
          gcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce));
      jca.updateAAD(aad);
      return jca;
    }

    @Override
    public void destroy() {}
  }
}
