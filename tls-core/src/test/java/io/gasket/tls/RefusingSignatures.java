package io.gasket.tls;

import io.gasket.tls.crypto.Signatures;
import io.gasket.tls.crypto.Signer;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.util.Set;

/**
 * Verifies, but its keys do not sign, as a token that was pulled out.
 *
 * @param real verifies
 */
record RefusingSignatures(Signatures real) implements Signatures {
  @Override
  public Set<SignatureScheme> supported() {
    return real.supported();
  }

  @Override
  public boolean verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
      throws InvalidKeyException {
    return real.verify(scheme, key, content, signature);
  }

  @Override
  public Signer signer(PrivateKey key) {
    return (scheme, content) -> {
      throw new SignatureException("the token is gone");
    };
  }
}
