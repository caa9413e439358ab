package io.gasket.tls.crypto.bc;

import io.gasket.tls.spec.BulkCipher;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * A Bouncy Castle AEAD cipher under one key in one direction, held over all its records. The key is
 * given with the first record and kept by the cipher from then on; the copy here is for {@link
 * #key}. Not thread-safe.
 */
final class KeyedCipher {
  private final boolean sealing;
  private final boolean gcm;
  private AEADCipher cipher;
  private final KeyParameter key;
  private boolean keyed;
  private ParametersWithIV reused;

  private KeyedCipher(BulkCipher algorithm, boolean sealing, byte[] key) {
    if (key.length != algorithm.keyLength()) {
      throw new IllegalArgumentException(
          "A key of " + algorithm.label() + " has " + algorithm.keyLength() + " bytes");
    }
    this.sealing = sealing;
    this.gcm = algorithm != BulkCipher.CHACHA20_POLY1305;
    this.cipher =
        gcm ? GCMBlockCipher.newInstance(AESEngine.newInstance()) : new ChaCha20Poly1305();
    this.key = new KeyParameter(key);
  }

  static KeyedCipher sealing(BulkCipher algorithm, byte[] key) {
    return new KeyedCipher(algorithm, true, key);
  }

  static KeyedCipher opening(BulkCipher algorithm, byte[] key) {
    return new KeyedCipher(algorithm, false, key);
  }

  /** Seals or opens one record; the tag is at the ciphertext's end. */
  int process(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws InvalidCipherTextException {
    cipher.init(sealing, parameters(nonce));
    cipher.processAADBytes(aad, 0, aad.length);
    int done = cipher.processBytes(in, inOffset, length, out, outOffset);
    return done + cipher.doFinal(out, outOffset + done);
  }

  private ParametersWithIV parameters(byte[] nonce) {
    if (!keyed) {
      keyed = true;
      return new ParametersWithIV(key, nonce);
    }
    if (gcm) {
      // GCMBlockCipher keeps the array to tell repeated nonces by, so each record has its own.
      return new ParametersWithIV(null, nonce);
    }
    if (reused == null) {
      reused = new ParametersWithIV(null, nonce);
    } else {
      System.arraycopy(nonce, 0, reused.getIV(), 0, nonce.length);
    }
    return reused;
  }

  /** A copy of the key. */
  byte[] key() {
    return key.getKey().clone();
  }

  /** Wipes the key; what the cipher made of it cannot be wiped. */
  void destroy() {
    Arrays.fill(key.getKey(), (byte) 0);
    cipher = null;
  }
}
