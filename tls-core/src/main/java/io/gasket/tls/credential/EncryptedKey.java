package io.gasket.tls.credential;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * Decrypts PKCS#8 keys that are encrypted by PBES2 (RFC 8018 6.2) with PBKDF2 and AES or triple DES
 * in CBC mode, which is what {@code openssl pkcs8 -topk8} writes.
 */
final class EncryptedKey {
  private static final String CONVERT =
      "write it anew with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW";

  private static final Map<ASN1ObjectIdentifier, String> PRFS =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, "PBKDF2WithHmacSHA1",
          PKCSObjectIdentifiers.id_hmacWithSHA224, "PBKDF2WithHmacSHA224",
          PKCSObjectIdentifiers.id_hmacWithSHA256, "PBKDF2WithHmacSHA256",
          PKCSObjectIdentifiers.id_hmacWithSHA384, "PBKDF2WithHmacSHA384",
          PKCSObjectIdentifiers.id_hmacWithSHA512, "PBKDF2WithHmacSHA512");

  private static final Map<ASN1ObjectIdentifier, CbcCipher> CIPHERS =
      Map.of(
          NISTObjectIdentifiers.id_aes128_CBC, new CbcCipher("AES", 128),
          NISTObjectIdentifiers.id_aes192_CBC, new CbcCipher("AES", 192),
          NISTObjectIdentifiers.id_aes256_CBC, new CbcCipher("AES", 256),
          PKCSObjectIdentifiers.des_EDE3_CBC, new CbcCipher("DESede", 192));

  private record CbcCipher(String algorithm, int keyBits) {}

  private EncryptedKey() {}

  /** The PKCS#8 form of the key; the caller wipes it. */
  static byte[] decrypt(String source, byte[] der, char[] password) throws CredentialException {
    EncryptedPrivateKeyInfo info;
    PBES2Parameters scheme;
    try {
      info = EncryptedPrivateKeyInfo.getInstance(der);
      ASN1ObjectIdentifier oid = info.getEncryptionAlgorithm().getAlgorithm();
      if (!oid.equals(PKCSObjectIdentifiers.id_PBES2)) {
        throw unsupported(source, "scheme " + oid.getId());
      }
      scheme = PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
    } catch (IllegalArgumentException e) {
      throw malformed(source, e);
    }
    byte[] plain = decrypt(source, scheme, info.getEncryptedData(), password);
    if (!isPrivateKeyInfo(plain)) {
      // One wrong password in 256 decrypts to something that ends like valid padding.
      Arrays.fill(plain, (byte) 0);
      throw wrongPassword(source, null);
    }
    return plain;
  }

  private static byte[] decrypt(String source, PBES2Parameters scheme, byte[] data, char[] password)
      throws CredentialException {
    KeyDerivationFunc derivation = scheme.getKeyDerivationFunc();
    EncryptionScheme encryption = scheme.getEncryptionScheme();
    CbcCipher cipher = CIPHERS.get(encryption.getAlgorithm());
    if (cipher == null) {
      throw unsupported(source, "cipher " + encryption.getAlgorithm().getId());
    }
    if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw unsupported(source, "key derivation " + derivation.getAlgorithm().getId());
    }
    byte[] key = null;
    try {
      PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
      String prf = PRFS.get(parameters.getPrf().getAlgorithm());
      if (prf == null) {
        throw unsupported(source, "PBKDF2 function " + parameters.getPrf().getAlgorithm().getId());
      }
      AlgorithmParameterSpec iv =
          new IvParameterSpec(ASN1OctetString.getInstance(encryption.getParameters()).getOctets());
      key = derive(prf, parameters, cipher.keyBits(), password);
      Cipher decryption = Cipher.getInstance(cipher.algorithm() + "/CBC/PKCS5Padding");
      decryption.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, cipher.algorithm()), iv);
      return decryption.doFinal(data);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw wrongPassword(source, e);
    } catch (GeneralSecurityException e) {
      throw new CredentialException(source, "the key cannot be decrypted: " + e.getMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // What the ASN.1 classes and the key specification throw for fields of the wrong form, zero
      // or out of range.
      throw malformed(source, e);
    } finally {
      if (key != null) {
        Arrays.fill(key, (byte) 0);
      }
    }
  }

  private static byte[] derive(String prf, PBKDF2Params parameters, int bits, char[] password)
      throws GeneralSecurityException {
    PBEKeySpec spec =
        new PBEKeySpec(
            password, parameters.getSalt(), parameters.getIterationCount().intValueExact(), bits);
    try {
      return SecretKeyFactory.getInstance(prf).generateSecret(spec).getEncoded();
    } finally {
      spec.clearPassword();
    }
  }

  private static boolean isPrivateKeyInfo(byte[] der) {
    try {
      return PrivateKeyInfo.getInstance(der) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static CredentialException wrongPassword(String source, Throwable cause) {
    return new CredentialException(
        source, "the password of the private key is wrong, or the key is damaged", cause);
  }

  private static CredentialException malformed(String source, Throwable cause) {
    return new CredentialException(
        source, "the encrypted private key is damaged: it is not of the PKCS#8 form", cause);
  }

  private static CredentialException unsupported(String source, String what) {
    return new CredentialException(
        source, "the key is encrypted with the unsupported " + what + "; " + CONVERT);
  }
}
