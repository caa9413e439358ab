package io.gasket.tls.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/**
 * The JCA's {@code getInstance} methods for one provider, or for the platform's order, in which the
 * JCA picks the provider that takes the key (delayed provider selection). Immutable.
 */
final class Services {
  private static final Services PLATFORM = new Services(null);

  private final Provider provider;

  private Services(Provider provider) {
    this.provider = provider;
  }

  static Services platform() {
    return PLATFORM;
  }

  static Services of(Provider provider) {
    return new Services(provider);
  }

  Cipher cipher(String name) throws GeneralSecurityException {
    return provider == null ? Cipher.getInstance(name) : Cipher.getInstance(name, provider);
  }

  KeyAgreement keyAgreement(String name) throws GeneralSecurityException {
    return provider == null
        ? KeyAgreement.getInstance(name)
        : KeyAgreement.getInstance(name, provider);
  }

  KeyFactory keyFactory(String name) throws GeneralSecurityException {
    return provider == null ? KeyFactory.getInstance(name) : KeyFactory.getInstance(name, provider);
  }

  KeyPairGenerator keyPairGenerator(String name) throws GeneralSecurityException {
    return provider == null
        ? KeyPairGenerator.getInstance(name)
        : KeyPairGenerator.getInstance(name, provider);
  }

  Mac mac(String name) throws GeneralSecurityException {
    return provider == null ? Mac.getInstance(name) : Mac.getInstance(name, provider);
  }

  MessageDigest messageDigest(String name) throws GeneralSecurityException {
    return provider == null
        ? MessageDigest.getInstance(name)
        : MessageDigest.getInstance(name, provider);
  }

  Signature signature(String name) throws GeneralSecurityException {
    return provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
  }
}
