package io.gasket.tls.crypto.bc;

import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/** RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017 8) over Bouncy Castle's blinded RSA. */
final class Rsa {
  private Rsa() {}

  static boolean verify(
      SignatureScheme scheme, RSAKeyParameters key, byte[] content, byte[] signature)
      throws InvalidKeyException {
    if (signature.length != (key.getModulus().bitLength() + 7) / 8) {
      return false; // RFC 8017 8.1.2 and 8.2.2, step 1.
    }
    Signer verifier = algorithm(scheme);
    try {
      verifier.init(false, key);
    } catch (IllegalArgumentException tooShort) {
      throw new InvalidKeyException("The RSA key is too short for " + scheme.rfcName(), tooShort);
    }
    verifier.update(content, 0, content.length);
    return verifier.verifySignature(signature);
  }

  static byte[] sign(
      SignatureScheme scheme, RSAKeyParameters key, SecureRandom random, byte[] content)
      throws CryptoException {
    Signer signer = algorithm(scheme);
    signer.init(true, new ParametersWithRandom(key, random));
    signer.update(content, 0, content.length);
    return signer.generateSignature();
  }

  /** The salt of PSS is as long as the digest (RFC 8446 4.2.3). */
  private static Signer algorithm(SignatureScheme scheme) {
    HashAlgorithm hash = scheme.hash();
    return scheme.isPss()
        ? new PSSSigner(new RSABlindedEngine(), Digests.of(hash), hash.length())
        : new RSADigestSigner(Digests.of(hash), Digests.identifier(hash));
  }
}
