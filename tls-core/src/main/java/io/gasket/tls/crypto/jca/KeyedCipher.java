package io.gasket.tls.crypto.jca;

import io.gasket.tls.spec.BulkCipher;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JCA AEAD cipher under one key in one direction, held over its records: heap arrays throughout
 * but for a provider known to do better, for that is the one way on which the JDK's AES-GCM takes a
 * whole record through its intrinsic. The JCA has no way to set a nonce but {@code init} with a
 * fresh parameter object; beside it nothing is allocated here. Not thread-safe.
 *
 * <p>The cipher is held weakly. It takes two thirds of an idle connection's memory, and making
 * another is a matter of a microsecond or two: a garbage collection takes it away, and the next
 * record brings it back.
 */
abstract class KeyedCipher {
  private static final int NONCE_LENGTH = 12;

  private final Services services;
  private final BulkCipher algorithm;
  private final int mode;
  private WeakReference<Cipher> held;
  private SecretKey key;

  /**
   * A cipher under a key.
   *
   * @param mode of {@link Cipher}
   * @param key copied
   */
  KeyedCipher(Services services, BulkCipher algorithm, int mode, byte[] key) {
    this.services = services;
    this.algorithm = algorithm;
    this.mode = mode;
    this.key = new SecretKeySpec(key, isGcm() ? "AES" : "ChaCha20");
    renew();
  }

  /** Seals or opens the one fragment of a record. */
  final int process(
      byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws GeneralSecurityException {
    return begun(nonce, aad).doFinal(in, inOffset, length, out, outOffset);
  }

  /** Seals or opens the one fragment of a record from direct buffer to direct buffer. */
  final int process(byte[] nonce, byte[] aad, ByteBuffer in, ByteBuffer out)
      throws GeneralSecurityException {
    return begun(nonce, aad).doFinal(in, out);
  }

  private Cipher begun(byte[] nonce, byte[] aad) throws GeneralSecurityException {
    Cipher cipher = held.get();
    if (cipher == null) {
      cipher = renew();
    }
    cipher.init(mode, key, parameters(nonce));
    cipher.updateAAD(aad);
    return cipher;
  }

  /** Whether the provider does best with direct buffers. */
  public boolean takesDirect() {
    return services.takesDirect();
  }

  /** Replaces the cipher by one that has seen no nonce yet. */
  final Cipher renew() {
    try {
      Cipher fresh = services.cipher(isGcm() ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
      held = new WeakReference<>(fresh);
      return fresh;
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(algorithm.label() + " is gone, which worked before", absent);
    }
  }

  /** The services of the provider that the JCA chose for this cipher and key. */
  final Services settled() {
    try {
      Cipher chosen = renew();
      chosen.init(mode, key, parameters(new byte[NONCE_LENGTH]));
      return Services.of(chosen.getProvider());
    } catch (GeneralSecurityException unfit) {
      throw new IllegalStateException(
          algorithm.label() + " takes no key, which it did before", unfit);
    }
  }

  private AlgorithmParameterSpec parameters(byte[] nonce) {
    return isGcm()
        ? new GCMParameterSpec(8 * BulkCipher.TAG_LENGTH, nonce)
        : new IvParameterSpec(nonce);
  }

  private boolean isGcm() {
    return algorithm != BulkCipher.CHACHA20_POLY1305;
  }

  final String label() {
    return algorithm.label();
  }

  /** A copy of the key. */
  public byte[] key() {
    return key.getEncoded();
  }

  /** Drops the key; the JCA gives no way to wipe what a cipher made of it. */
  public void destroy() {
    held.clear();
    key = null;
  }
}
