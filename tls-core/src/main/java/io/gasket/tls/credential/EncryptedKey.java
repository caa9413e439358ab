package io.gasket.tls.credential;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Decrypts PKCS#8 keys that are encrypted by PBES2 (RFC 8018 6.2) with PBKDF2 and AES or triple DES
 * in CBC mode, which is what {@code openssl pkcs8 -topk8} writes.
 */
final class EncryptedKey {
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

  private final CbcCipher cipher;
  private final IvParameterSpec iv;
  private final String prf;
  private final byte[] salt;
  private final int iterations;
  private final byte[] ciphertext;

  private EncryptedKey(String source, ASN1Sequence sequence) throws CredentialException {
    EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(sequence);
    AlgorithmIdentifier algorithm = info.getEncryptionAlgorithm();
    require(source, "scheme", algorithm.getAlgorithm(), PKCSObjectIdentifiers.id_PBES2::equals);
    PBES2Parameters scheme = PBES2Parameters.getInstance(algorithm.getParameters());
    EncryptionScheme encryption = scheme.getEncryptionScheme();
    require(source, "cipher", encryption.getAlgorithm(), CIPHERS::containsKey);
    KeyDerivationFunc derivation = scheme.getKeyDerivationFunc();
    require(
        source,
        "key derivation",
        derivation.getAlgorithm(),
        PKCSObjectIdentifiers.id_PBKDF2::equals);
    PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
    require(source, "PBKDF2 function", parameters.getPrf().getAlgorithm(), PRFS::containsKey);

    this.cipher = CIPHERS.get(encryption.getAlgorithm());
    this.iv =
        new IvParameterSpec(ASN1OctetString.getInstance(encryption.getParameters()).getOctets());
    this.prf = PRFS.get(parameters.getPrf().getAlgorithm());
    this.salt = parameters.getSalt();
    this.iterations = parameters.getIterationCount().intValueExact();
    this.ciphertext = info.getEncryptedData();
    if (salt.length == 0 || iterations < 1) {
      throw new IllegalArgumentException("no salt, or no iterations");
    }
  }

  /** The PKCS#8 form of a key; the caller wipes it. */
  static byte[] decrypt(String source, byte[] der, char[] password) throws CredentialException {
    EncryptedKey key;
    try {
      key = Asn1.read(der, sequence -> new EncryptedKey(source, sequence));
    } catch (CredentialException e) {
      throw e;
    } catch (IOException e) {
      throw new CredentialException(
          source, "the encrypted private key is damaged: it is not of the PKCS#8 form", e);
    }
    try {
      return key.decrypt(password);
    } catch (BadPaddingException | IllegalBlockSizeException | IOException e) {
      throw new CredentialException(
          source, "the password of the private key is wrong, or the key is damaged", e);
    } catch (GeneralSecurityException e) {
      throw new CredentialException(
          source, "the private key cannot be decrypted: " + e.getMessage(), e);
    }
  }

  private byte[] decrypt(char[] password) throws GeneralSecurityException, IOException {
    byte[] key = derive(password);
    byte[] plain;
    try {
      Cipher decryption = Cipher.getInstance(cipher.algorithm() + "/CBC/PKCS5Padding");
      decryption.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, cipher.algorithm()), iv);
      plain = decryption.doFinal(ciphertext);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    try {
      // One wrong password in 256 decrypts to something that ends like valid padding.
      Asn1.read(plain, PrivateKeyInfo::getInstance);
    } catch (IOException e) {
      Arrays.fill(plain, (byte) 0);
      throw e;
    }
    return plain;
  }

  private byte[] derive(char[] password) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, cipher.keyBits());
    try {
      return SecretKeyFactory.getInstance(prf).generateSecret(spec).getEncoded();
    } finally {
      spec.clearPassword();
    }
  }

  private static void require(
      String source,
      String what,
      ASN1ObjectIdentifier algorithm,
      Predicate<ASN1ObjectIdentifier> supported)
      throws CredentialException {
    if (!supported.test(algorithm)) {
      throw new CredentialException(
          source,
          "the key is encrypted with the unsupported "
              + what
              + " "
              + algorithm.getId()
              + "; write it anew with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW");
    }
  }
}
