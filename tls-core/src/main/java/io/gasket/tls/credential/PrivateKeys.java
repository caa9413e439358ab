package io.gasket.tls.credential;

import io.gasket.tls.spec.KeyType;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Turns the private key of a PEM file, in whichever of its forms, into a {@link PrivateKey}. */
final class PrivateKeys {
  private static final String KEY_SUFFIX = "PRIVATE KEY";
  private static final String CONVERT = "convert it with: openssl pkcs8 -topk8 -in FILE -out NEW";

  private final String source;

  private PrivateKeys(String source) {
    this.source = source;
  }

  /**
   * The only private key of a PEM file.
   *
   * @param password the password of an encrypted key, or null
   */
  static PrivateKey fromPem(Path file, char[] password) throws CredentialException {
    try (PemFile pem = PemFile.read(file)) {
      return new PrivateKeys(file.toString()).only(pem.blocks(), password);
    }
  }

  private PrivateKey only(List<PemFile.Block> blocks, char[] password) throws CredentialException {
    List<PemFile.Block> keys = blocks.stream().filter(b -> b.label().endsWith(KEY_SUFFIX)).toList();
    if (keys.isEmpty()) {
      throw new CredentialException(
          source, "no private key in it; expected -----BEGIN PRIVATE KEY-----");
    }
    if (keys.size() > 1) {
      throw new CredentialException(
          source,
          "holds %d private keys (lines %s); leave the one that belongs to the certificate"
              .formatted(
                  keys.size(), String.join(", ", keys.stream().map(k -> "" + k.line()).toList())));
    }
    PemFile.Block key = keys.get(0);
    if (key.encryptedHeader()) {
      throw new CredentialException(
          source,
          "the key is encrypted in OpenSSL's old form (Proc-Type: 4,ENCRYPTED), which is too weak; "
              + CONVERT);
    }
    return switch (key.label()) {
      case "PRIVATE KEY" -> fromPkcs8(key.content());
      case "RSA PRIVATE KEY" -> fromPkcs1(key.content());
      case "EC PRIVATE KEY" -> fromSec1(key.content());
      case "ENCRYPTED PRIVATE KEY" -> fromEncrypted(key.content(), password);
      default ->
          throw new CredentialException(
              source, "keys of the form " + key.label() + " are not supported; " + CONVERT);
    };
  }

  private PrivateKey fromPkcs1(byte[] der) throws CredentialException {
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    return fromWrapped(read(der, key -> new PrivateKeyInfo(algorithm, key).getEncoded()));
  }

  private PrivateKey fromSec1(byte[] der) throws CredentialException {
    return fromWrapped(read(der, PrivateKeys::sec1InPkcs8));
  }

  /** SEC 1 has the optional curve inside the key (RFC 5915 3), where PKCS#8 wants it outside. */
  private static byte[] sec1InPkcs8(ASN1Sequence sequence) throws IOException {
    ECPrivateKey key = ECPrivateKey.getInstance(sequence);
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
    return new PrivateKeyInfo(algorithm, key).getEncoded();
  }

  private PrivateKey fromWrapped(byte[] der) throws CredentialException {
    try {
      return fromPkcs8(der);
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private PrivateKey fromEncrypted(byte[] der, char[] password) throws CredentialException {
    if (password == null) {
      throw new CredentialException(source, "the key is encrypted; give its password");
    }
    return fromWrapped(EncryptedKey.decrypt(source, der, password));
  }

  private PrivateKey fromPkcs8(byte[] der) throws CredentialException {
    AlgorithmIdentifier identifier =
        read(der, key -> PrivateKeyInfo.getInstance(key).getPrivateKeyAlgorithm());
    KeyType type = type(identifier.getAlgorithm());
    if (type == KeyType.EC && KeyAlgorithms.curve(identifier.getParameters()).isEmpty()) {
      throw new CredentialException(
          source,
          "the EC key does not name one of the supported curves secp256r1, secp384r1 and secp521r1");
    }
    try {
      return KeyFactory.getInstance(algorithm(type)).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new CredentialException(source, "the private key is damaged: " + e.getMessage(), e);
    }
  }

  private KeyType type(ASN1ObjectIdentifier oid) throws CredentialException {
    return KeyAlgorithms.type(oid)
        .orElseThrow(
            () ->
                new CredentialException(
                    source,
                    "private keys of the kind "
                        + oid.getId()
                        + " are not supported; use EC, Ed25519, RSA or RSASSA-PSS"));
  }

  private static String algorithm(KeyType type) {
    return switch (type) {
      case EC -> "EC";
      case ED25519 -> "Ed25519";
      case RSA -> "RSA";
      case RSA_PSS -> "RSASSA-PSS";
    };
  }

  private <T> T read(byte[] der, Asn1.Form<T> form) throws CredentialException {
    try {
      return Asn1.read(der, form);
    } catch (IOException e) {
      throw new CredentialException(
          source, "the private key is damaged: it does not have the form its label says", e);
    }
  }
}
