package io.gasket.tls.crypto.bc;

import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.SignatureScheme;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * A JCA key in Bouncy Castle's form, come through its encoding, with the algorithm identifier it
 * carried. Immutable.
 *
 * @param algorithm with the curve of an EC key, or what an RSASSA-PSS key restricts itself to
 * @param parameter the key, checked by Bouncy Castle
 */
record ImportedKey(AlgorithmIdentifier algorithm, AsymmetricKeyParameter parameter) {

  /**
   * The public key in an X.509 encoding.
   *
   * @throws InvalidKeyException when it cannot be exported or has no valid encoding
   */
  static ImportedKey of(PublicKey key) throws InvalidKeyException {
    return of(encoding(key));
  }

  /**
   * The X.509 encoding of a public key.
   *
   * @throws InvalidKeyException when it cannot be exported
   */
  static byte[] encoding(PublicKey key) throws InvalidKeyException {
    return exported(key.getFormat(), "X.509", key.getEncoded());
  }

  /**
   * The public key of an X.509 encoding.
   *
   * @throws InvalidKeyException when it is not a valid one
   */
  static ImportedKey of(byte[] encoded) throws InvalidKeyException {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(encoded);
      requireKnownCurve(info.getAlgorithm());
      return new ImportedKey(info.getAlgorithm(), PublicKeyFactory.createKey(info));
    } catch (IOException | IllegalArgumentException | ClassCastException malformed) {
      throw new InvalidKeyException("Bouncy Castle cannot use the public key", malformed);
    }
  }

  /**
   * The private key in a PKCS#8 encoding.
   *
   * @throws InvalidKeyException when it cannot be exported or has no valid encoding
   */
  static ImportedKey of(PrivateKey key) throws InvalidKeyException {
    byte[] encoded = exported(key.getFormat(), "PKCS#8", key.getEncoded());
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(encoded);
      requireKnownCurve(info.getPrivateKeyAlgorithm());
      return new ImportedKey(info.getPrivateKeyAlgorithm(), PrivateKeyFactory.createKey(info));
    } catch (IOException | IllegalArgumentException | ClassCastException malformed) {
      // Without the cause, whose text may quote the key.
      throw new InvalidKeyException(
          "Bouncy Castle cannot use the private key: its PKCS#8 encoding does not hold a valid key");
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static byte[] exported(String format, String expected, byte[] encoded)
      throws InvalidKeyException {
    if (encoded == null || !expected.equals(format)) {
      throw new InvalidKeyException(
          "Bouncy Castle's lightweight API needs the key's "
              + expected
              + " encoding, and this key cannot be exported in it; sign by the JCA provider that holds it");
    }
    return encoded;
  }

  private static void requireKnownCurve(AlgorithmIdentifier algorithm) throws InvalidKeyException {
    if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        && !Curves.isKnown(algorithm.getParameters())) {
      throw new InvalidKeyException("The EC key is not on a known named curve");
    }
  }

  /** The key as one of Bouncy Castle's kinds. */
  <K extends AsymmetricKeyParameter> K as(Class<K> kind) throws InvalidKeyException {
    if (!kind.isInstance(parameter)) {
      throw new InvalidKeyException(
          "The key's encoding holds another kind of key than its algorithm's name says");
    }
    return kind.cast(parameter);
  }

  /**
   * Holds an RSASSA-PSS key to the parameters in its own algorithm identifier, where it has them
   * (RFC 4055 3.3).
   *
   * @throws InvalidKeyException when they rule the scheme out
   */
  void requireAllows(SignatureScheme scheme) throws InvalidKeyException {
    ASN1Encodable own = algorithm.getParameters();
    boolean restricted =
        algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
            && own != null
            && !DERNull.INSTANCE.equals(own);
    if (restricted && !isMet(own, scheme.hash())) {
      throw new InvalidKeyException("The key's own parameters rule out " + scheme.rfcName());
    }
  }

  private static boolean isMet(ASN1Encodable own, HashAlgorithm hash) throws InvalidKeyException {
    try {
      RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(own);
      AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
      return parameters.getHashAlgorithm().getAlgorithm().equals(Digests.identifier(hash))
          && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
          && AlgorithmIdentifier.getInstance(mask.getParameters())
              .getAlgorithm()
              .equals(Digests.identifier(hash))
          && parameters.getSaltLength().intValueExact() <= hash.length()
          && parameters.getTrailerField().equals(RSASSAPSSparams.DEFAULT_TRAILER_FIELD.getValue());
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw new InvalidKeyException(
          "The parameters of the RSASSA-PSS key are malformed", malformed);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ImportedKey[" + algorithm.getAlgorithm() + "]";
  }
}
