package io.gasket.tls.crypto.compose;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Signatures;
import io.gasket.tls.crypto.bc.BcProvider;
import io.gasket.tls.crypto.jca.JcaProvider;
import io.gasket.tls.crypto.zero.ZeroGarbageAeads;
import io.gasket.tls.spec.KeyType;
import java.util.EnumMap;
import java.util.Map;

/** The ready-made crypto providers. Thread-safe. */
public final class CryptoProviders {
  private static final String NAMED_JCA = "jca:";

  /**
   * The longest record's text in bytes that {@link #zeroGarbage()} protects without garbage: up to
   * it the time stays within about twice that of the JDK's AES-GCM.
   */
  private static final int SHORT_RECORD = 128;

  private CryptoProviders() {}

  /**
   * The default, composed per primitive and shared by all callers.
   *
   * <ul>
   *   <li>AEADs, hashes and HMAC from the JDK: its AES-GCM is many times faster than Bouncy
   *       Castle's and does not read tables by key.
   *   <li>Key agreement from Bouncy Castle, several times faster than the JDK on every group. Its
   *       multiplication on the NIST curves takes variable time, which an ephemeral key used once
   *       can bear.
   *   <li>Verification from Bouncy Castle for EC and Ed25519 keys, for speed; nothing in it is
   *       secret. From the JDK for RSA, where the two are level.
   *   <li>Signing with EC and Ed25519 keys by Bouncy Castle, with RSA by the JDK. ECDSA keys live
   *       long, and an attacker may time very many signatures; so all around Bouncy Castle's comb
   *       is done on values blinded at random. {@link #fastest()} goes without.
   *   <li>Signing with any key that cannot be exported by the JCA provider that holds it.
   * </ul>
   */
  public static CryptoProvider standard() {
    return Shared.STANDARD;
  }

  /**
   * As {@link #standard()}, but with ECDSA signing by Bouncy Castle's own signer, which is faster
   * by almost half and has a time that tells of the nonce: for those who know that no one can time
   * their signatures finely. Shared by all callers.
   */
  public static CryptoProvider fastest() {
    return Shared.FASTEST;
  }

  /**
   * As {@link #standard()}, but AES-GCM allocates nothing for records of up to 128 bytes, where the
   * JDK's makes a kilobyte of garbage for each: for a few busy connections with short messages in a
   * JVM that may not pause. Each connection takes some 110 KB more. Shared by all callers.
   *
   * @see ZeroGarbageAeads
   */
  public static CryptoProvider zeroGarbage() {
    return Shared.ZERO_GARBAGE;
  }

  /**
   * The provider of a name, as written in a command line or a configuration: {@code default} for
   * {@link #standard()}, {@code fastest}, {@code jca} for the JDK's order of providers, {@code
   * jca:NAME} for one that is registered, {@code bc} for Bouncy Castle alone, {@code zero} for
   * {@link #zeroGarbage()}.
   *
   * @throws IllegalArgumentException for any other name, or a NAME that is not registered; the text
   *     lists the choices
   */
  public static CryptoProvider byName(String name) {
    if (name.startsWith(NAMED_JCA)) {
      return JcaProvider.of(name.substring(NAMED_JCA.length()));
    }
    return switch (name) {
      case "default" -> standard();
      case "fastest" -> fastest();
      case "jca" -> JcaProvider.platform();
      case "bc" -> BcProvider.create();
      case "zero" -> zeroGarbage();
      default ->
          throw new IllegalArgumentException(
              "No crypto provider is called \""
                  + name
                  + "\"; choose default, fastest, jca, jca:NAME (NAME of a registered security provider), bc or zero");
    };
  }

  /** Built when first asked for. */
  private static final class Shared {
    static final CryptoProvider STANDARD = compose("default", BcProvider.create());
    static final CryptoProvider FASTEST = compose("fastest", BcProvider.withBareEcdsa());
    static final CryptoProvider ZERO_GARBAGE =
        STANDARD.withName("zero").withAeads(new ZeroGarbageAeads(STANDARD.aeads(), SHORT_RECORD));

    private static CryptoProvider compose(String name, CryptoProvider bouncyCastle) {
      CryptoProvider jdk = JcaProvider.platform();
      Map<KeyType, Signatures> byKeyType = new EnumMap<>(KeyType.class);
      byKeyType.put(KeyType.EC, bouncyCastle.signatures());
      byKeyType.put(KeyType.ED25519, bouncyCastle.signatures());
      byKeyType.put(KeyType.RSA, jdk.signatures());
      byKeyType.put(KeyType.RSA_PSS, jdk.signatures());
      return jdk.withName(name)
          .withGroups(bouncyCastle.groups())
          .withSignatures(new SignaturesByKeyType(byKeyType, jdk.signatures()));
    }
  }
}
