package io.gasket.tls.crypto.jca;

import io.gasket.tls.spec.BulkCipher;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JCA AEAD cipher under one key in one direction, held over all its records: heap arrays
 * throughout, for that is the one way on which the JDK's AES-GCM takes a whole record through its
 * intrinsic. The JCA has no way to set a nonce but {@code init} with a fresh parameter object;
 * beside it nothing is allocated here. Not thread-safe.
 */
final class KeyedCipher {
  private final Services services;
  private final BulkCipher algorithm;
  private final int mode;
  private Cipher cipher;
  private SecretKey key;

  private KeyedCipher(Services services, BulkCipher algorithm, int mode, byte[] key) {
    this.services = services;
    this.algorithm = algorithm;
    this.mode = mode;
    this.key = new SecretKeySpec(key, isGcm() ? "AES" : "ChaCha20");
    renew();
  }

  static KeyedCipher sealing(Services services, BulkCipher algorithm, byte[] key) {
    return new KeyedCipher(services, algorithm, Cipher.ENCRYPT_MODE, key);
  }

  static KeyedCipher opening(Services services, BulkCipher algorithm, byte[] key) {
    return new KeyedCipher(services, algorithm, Cipher.DECRYPT_MODE, key);
  }

  /** Replaces the cipher by one that has seen no nonce yet. */
  void renew() {
    try {
      cipher = services.cipher(isGcm() ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(algorithm.label() + " is gone, which worked before", absent);
    }
  }

  /** Sets nonce and additional data of one record. */
  void start(byte[] nonce, byte[] aad) throws GeneralSecurityException {
    cipher.init(mode, key, parameters(nonce));
    cipher.updateAAD(aad);
  }

  private AlgorithmParameterSpec parameters(byte[] nonce) {
    return isGcm()
        ? new GCMParameterSpec(8 * BulkCipher.TAG_LENGTH, nonce)
        : new IvParameterSpec(nonce);
  }

  /** Seals or opens the record's one fragment. */
  int finish(byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws GeneralSecurityException {
    return cipher.doFinal(in, inOffset, length, out, outOffset);
  }

  private boolean isGcm() {
    return algorithm != BulkCipher.CHACHA20_POLY1305;
  }

  String label() {
    return algorithm.label();
  }

  /** Drops the key; the JCA gives no way to wipe what a cipher made of it. */
  void destroy() {
    cipher = null;
    key = null;
  }
}
