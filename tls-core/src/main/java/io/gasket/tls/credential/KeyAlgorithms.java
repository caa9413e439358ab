package io.gasket.tls.credential;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Tells the kinds of encoded keys apart, by the AlgorithmIdentifier of a SubjectPublicKeyInfo or a
 * PKCS#8 key, before any security provider has read them. Stateless.
 */
final class KeyAlgorithms {
  /** RFC 8410 3; bcprov has it in an internal package only. */
  static final ASN1ObjectIdentifier ID_ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  private KeyAlgorithms() {}

  /** The kind of the keys of an algorithm, if it is one of ours. */
  static Optional<KeyType> type(ASN1ObjectIdentifier algorithm) {
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return Optional.of(KeyType.EC);
    }
    if (algorithm.equals(ID_ED25519)) {
      return Optional.of(KeyType.ED25519);
    }
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return Optional.of(KeyType.RSA);
    }
    return algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
        ? Optional.of(KeyType.RSA_PSS)
        : Optional.empty();
  }

  /** The curve that the parameters of an EC key name, if it is one of ours. */
  static Optional<NamedGroup> curve(ASN1Encodable parameters) {
    if (X9ObjectIdentifiers.prime256v1.equals(parameters)) {
      return Optional.of(NamedGroup.SECP256R1);
    }
    if (SECObjectIdentifiers.secp384r1.equals(parameters)) {
      return Optional.of(NamedGroup.SECP384R1);
    }
    return SECObjectIdentifiers.secp521r1.equals(parameters)
        ? Optional.of(NamedGroup.SECP521R1)
        : Optional.empty();
  }
}
