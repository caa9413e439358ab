package io.gasket.tls.record;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import java.util.Arrays;

/**
 * An AEAD that protects nothing and allocates nothing: it copies, appends a tag of zeros, and notes
 * what it was given.
 */
final class CopyingAead implements AeadSealer, AeadOpener {
  final byte[] lastNonce = new byte[12];
  final byte[] lastAad = new byte[13];
  boolean destroyed;

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

  @Override
  public void destroy() {
    destroyed = true;
  }

  private void note(byte[] nonce, byte[] aad) {
    System.arraycopy(nonce, 0, lastNonce, 0, lastNonce.length);
    System.arraycopy(aad, 0, lastAad, 0, lastAad.length);
  }
}
