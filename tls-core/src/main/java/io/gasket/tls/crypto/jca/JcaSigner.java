package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.Signer;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * Signs with a key of the JCA, which may lie in a token. A JCA signature object is made for each,
 * as they are not thread-safe.
 */
final class JcaSigner implements Signer {
  private final Services services;
  private final KeyType type;
  private final PrivateKey key;

  JcaSigner(Services services, KeyType type, PrivateKey key) {
    this.services = services;
    this.type = type;
    this.key = key;
  }

  @Override
  public byte[] sign(SignatureScheme scheme, byte[] content) throws SignatureException {
    if (scheme.keyType() != type) {
      throw new SignatureException(
          "A key of kind " + type + " makes no signatures of " + scheme.rfcName());
    }
    try {
      Signature signature = services.signature(SchemeAlgorithm.of(scheme));
      signature.initSign(key);
      SchemeAlgorithm.setParameters(scheme, signature);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException | RuntimeException failure) {
      // Tokens fail in exceptions of every kind: withdrawn, logged out, timed out.
      throw new SignatureException(
          "The private key made no signature of " + scheme.rfcName(), failure);
    }
  }
}
