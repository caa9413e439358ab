package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.CryptoProvider;
import java.security.SecureRandom;

/**
 * The crypto provider over Bouncy Castle's lightweight API.
 *
 * <p>Its AES is driven by tables, and so is its GCM: their time depends on key and data through the
 * processor's cache. An attacker on the same machine may measure that. Take {@link
 * CryptoProvider#aeads()} of it where no one else runs, or where the platform has no AES; no
 * default here does. Its ECDSA signer blinds nonce and key, whose bits the time of BigInteger
 * arithmetic would tell.
 */
public final class BcProvider {
  private BcProvider() {}

  /** A new provider. Its random source, for blinding too, is the platform's default. */
  public static CryptoProvider create() {
    return create(EcdsaSigning.BLINDED);
  }

  /**
   * As {@link #create()}, but Bouncy Castle's own signer for ECDSA, which is faster by almost half
   * and has a time that tells how many leading bits of a nonce are zero: for those who know that no
   * one can time their signatures finely.
   */
  public static CryptoProvider withBareEcdsa() {
    return create(EcdsaSigning.BARE);
  }

  private static CryptoProvider create(EcdsaSigning ecdsa) {
    SecureRandom random = new SecureRandom();
    return new CryptoProvider(
        "bc",
        new BcAeads(),
        new BcGroups(),
        new BcSignatures(ecdsa, random),
        new BcHashes(),
        random);
  }
}
