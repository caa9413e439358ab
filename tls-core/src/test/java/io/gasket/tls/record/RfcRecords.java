package io.gasket.tls.record;

import io.gasket.tls.spec.BulkCipher;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Protected records computed step by step as the RFCs' text says, sharing nothing with the code
 * under test.
 */
final class RfcRecords {
  private RfcRecords() {}

  /**
   * One protected record of version 0x0303.
   *
   * @param nonceExplicit the 8 bytes that RFC 5288 3 lets the sender choose; not looked at for
   *     ChaCha20
   */
  static byte[] sealed(
      BulkCipher cipher,
      byte[] key,
      byte[] fixedIv,
      long sequence,
      long nonceExplicit,
      int type,
      byte[] plaintext) {
    // RFC 5246 6.2.3.3: additional_data = seq_num + TLSCompressed.type + TLSCompressed.version +
    // TLSCompressed.length
    byte[] additionalData =
        ByteBuffer.allocate(13)
            .putLong(sequence)
            .put((byte) type)
            .putShort((short) 0x0303)
            .putShort((short) plaintext.length)
            .array();
    boolean gcm = cipher != BulkCipher.CHACHA20_POLY1305;
    byte[] nonce;
    if (gcm) {
      // RFC 5288 3: nonce = salt[4] + nonce_explicit[8]
      nonce = ByteBuffer.allocate(12).put(fixedIv).putLong(nonceExplicit).array();
    } else {
      // RFC 7905 2: the sequence number, padded on the left to 12 bytes, xor the write IV
      nonce = ByteBuffer.allocate(12).putInt(0).putLong(sequence).array();
      for (int i = 0; i < 12; i++) {
        nonce[i] ^= fixedIv[i];
      }
    }
    byte[] ciphertext = encrypt(gcm, key, nonce, additionalData, plaintext);
    // RFC 5246 6.2.3.3: struct { opaque nonce_explicit[record_iv_length]; aead-ciphered content }
    int fragmentLength = (gcm ? 8 : 0) + ciphertext.length;
    ByteBuffer record = ByteBuffer.allocate(5 + fragmentLength);
    record.put((byte) type).putShort((short) 0x0303).putShort((short) fragmentLength);
    if (gcm) {
      record.putLong(nonceExplicit);
    }
    return record.put(ciphertext).array();
  }

  private static byte[] encrypt(
      boolean gcm, byte[] key, byte[] nonce, byte[] additionalData, byte[] plaintext) {
    try {
      Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
      AlgorithmParameterSpec spec =
          gcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce);
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, gcm ? "AES" : "ChaCha20"), spec);
      cipher.updateAAD(additionalData);
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
