package io.gasket.tls.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/**
 * The JCA's {@code getInstance} methods for one provider, or for the platform's order, in which the
 * JCA picks the provider that takes the key (delayed provider selection). Immutable.
 */
final class Services {
  private static final Services PLATFORM = new Services(null);

  /**
   * Providers whose AEADs work on direct buffers where they lie, and copy arrays, each as a whole,
   * however small the record. SunJCE and ACCP 2.5 are better off with arrays: they copy direct
   * buffers piece by piece.
   */
  private static final Set<String> TAKE_DIRECT = Set.of("Conscrypt");

  private final Provider provider;
  private final boolean takesDirect;

  private Services(Provider provider) {
    this.provider = provider;
    this.takesDirect = provider != null && TAKE_DIRECT.contains(provider.getName());
  }

  /** Whether this one provider's AEADs do best with direct buffers. */
  boolean takesDirect() {
    return takesDirect;
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
