package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.CryptoProvider;
import java.security.SecureRandom;

/**
 * The crypto provider over Bouncy Castle's lightweight API.
 *
 * <p>Its AES is driven by tables, and so is its GCM: their time depends on key and data through the
 * processor's cache. An attacker on the same machine may measure that. Take {@link
 * CryptoProvider#aeads()} of it where no one else runs, or where the platform has no AES; no
 * default here does. Its ECDSA signer computes with BigInteger around a constant-time comb, which
 * is why {@code CryptoProviders.standard()} signs with the JDK.
 */
public final class BcProvider {
  private BcProvider() {}

  /** A new provider. Its random source, for blinding too, is the platform's default. */
  public static CryptoProvider create() {
    SecureRandom random = new SecureRandom();
    return new CryptoProvider(
        "bc", new BcAeads(), new BcGroups(), new BcSignatures(random), new BcHashes(), random);
  }
}
