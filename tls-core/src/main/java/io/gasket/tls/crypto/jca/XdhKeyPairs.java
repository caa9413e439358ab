package io.gasket.tls.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;

/**
 * Makes key pairs of X25519 with the generators of one provider. Some providers, Conscrypt for one,
 * know no parameters for XDH and take randomness from a source of their own; that what they make
 * then is X25519 is seen by its form in {@link XdhKeyShare}. Thread-safe.
 */
final class XdhKeyPairs {
  /** Seen once, since an exception a key pair takes longer than the key pair. */
  private volatile boolean parametersRefused;

  KeyPair generate(Services services, SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = services.keyPairGenerator(XdhKeyShare.XDH);
    if (!parametersRefused) {
      try {
        generator.initialize(NamedParameterSpec.X25519, random);
      } catch (InvalidAlgorithmParameterException unknown) {
        parametersRefused = true;
      }
    }
    return generator.generateKeyPair();
  }
}
