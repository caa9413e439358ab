package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.Hash;
import io.gasket.tls.crypto.Hashes;
import io.gasket.tls.crypto.Hmac;
import io.gasket.tls.spec.HashAlgorithm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes and HMAC of the JCA, each from a source of its own, as some providers' digests cannot be
 * copied.
 */
final class JcaHashes implements Hashes {
  private final Sources<HashAlgorithm> digests;
  private final Sources<HashAlgorithm> macs;
  private final Map<HashAlgorithm, MessageDigest> unusedDigests = new ConcurrentHashMap<>();
  private final Map<HashAlgorithm, Mac> unusedMacs = new ConcurrentHashMap<>();

  JcaHashes(List<Services> order) {
    this.digests = new Sources<>(HashAlgorithm.class, order, JcaHashes::attemptDigest);
    this.macs = new Sources<>(HashAlgorithm.class, order, JcaHashes::attemptMac);
  }

  private static void attemptDigest(HashAlgorithm algorithm, Services services)
      throws GeneralSecurityException {
    new JcaHash(services.messageDigest(algorithm.algorithm()))
        .snapshot(new byte[algorithm.length()], 0);
  }

  private static void attemptMac(HashAlgorithm algorithm, Services services)
      throws GeneralSecurityException {
    new JcaHmac(services.mac(macName(algorithm)), new byte[0])
        .doFinal(new byte[algorithm.length()], 0);
  }

  private static String macName(HashAlgorithm algorithm) {
    return "Hmac" + algorithm.name();
  }

  @Override
  public Set<HashAlgorithm> supported() {
    Set<HashAlgorithm> both = EnumSet.copyOf(digests.supported());
    both.retainAll(macs.supported());
    return Collections.unmodifiableSet(both);
  }

  @Override
  public Hash hash(HashAlgorithm algorithm) {
    return new JcaHash(digest(algorithm));
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, byte[] key) {
    try {
      return new JcaHmac(mac(algorithm), key);
    } catch (GeneralSecurityException unfit) {
      throw new IllegalStateException(
          macName(algorithm) + " takes no key, which it did before", unfit);
    }
  }

  /** A fresh digest, copied from one that was never used: a lookup by name takes far longer. */
  private MessageDigest digest(HashAlgorithm algorithm) {
    MessageDigest unused =
        unusedDigests.computeIfAbsent(
            algorithm,
            name -> lookUp(() -> digests.of(name).messageDigest(name.algorithm()), name));
    try {
      return (MessageDigest) unused.clone();
    } catch (CloneNotSupportedException unfit) {
      throw new IllegalStateException(algorithm + " cannot be copied, which worked before", unfit);
    }
  }

  /** A fresh MAC, copied likewise where its provider can. */
  private Mac mac(HashAlgorithm algorithm) {
    Mac unused = unusedMacs.computeIfAbsent(algorithm, this::keyedMac);
    try {
      return (Mac) unused.clone();
    } catch (CloneNotSupportedException unfit) {
      return lookUp(() -> macs.of(algorithm).mac(macName(algorithm)), algorithm);
    }
  }

  /** It has had a key, a public one: without, the JCA has not chosen its provider yet. */
  private Mac keyedMac(HashAlgorithm algorithm) {
    return lookUp(
        () -> {
          Mac mac = macs.of(algorithm).mac(macName(algorithm));
          mac.init(new SecretKeySpec(new byte[algorithm.length()], macName(algorithm)));
          return mac;
        },
        algorithm);
  }

  private static <T> T lookUp(Lookup<T> lookup, HashAlgorithm algorithm) {
    try {
      return lookup.run();
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(algorithm + " is gone, which worked before", absent);
    }
  }

  private interface Lookup<T> {
    T run() throws GeneralSecurityException;
  }
}
