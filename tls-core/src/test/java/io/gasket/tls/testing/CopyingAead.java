package io.gasket.tls.testing;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import java.util.Arrays;
import java.util.Set;

/**
 * An AEAD that protects nothing and allocates nothing: it copies, appends a tag of zeros, and notes
 * what it was given.
 */
public final class CopyingAead implements AeadSealer, AeadOpener {
  public final byte[] lastNonce = new byte[12];
  public final byte[] lastAad = new byte[13];
  public boolean destroyed;

  /** A factory of these, for a provider that protects nothing. */
  public static Aeads factory() {
    return new Aeads() {
      @Override
      public Set<BulkCipher> supported() {
        return Set.of(BulkCipher.values());
      }

      @Override
      public AeadSealer sealer(BulkCipher cipher, byte[] key) {
        return new CopyingAead();
      }

      @Override
      public AeadOpener opener(BulkCipher cipher, byte[] key) {
        return new CopyingAead();
      }
    };
  }

  @Override
  public int seal(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    note(nonce, aad);
    System.arraycopy(in, inOffset, out, outOffset, length);
    Arrays.fill(out, outOffset + length, outOffset + length + 16, (byte) 0);
    return length + 16;
  }

  @Override
  public int open(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    note(nonce, aad);
    System.arraycopy(in, inOffset, out, outOffset, length - 16);
    return length - 16;
  }

  /** False: it copies arrays. */
  @Override
  public boolean takesDirect() {
    return false;
  }

  /** None: a connection over it cannot hibernate. */
  @Override
  public byte[] key() {
    return null;
  }

  @Override
  public void destroy() {
    destroyed = true;
  }

  private void note(byte[] nonce, byte[] aad) {
    System.arraycopy(nonce, 0, lastNonce, 0, lastNonce.length);
    System.arraycopy(aad, 0, lastAad, 0, lastAad.length);
  }
}
