package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.Hash;
import io.gasket.tls.crypto.Hashes;
import io.gasket.tls.crypto.Hmac;
import io.gasket.tls.spec.HashAlgorithm;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Hashes and HMAC of the JCA, each from a source of its own, as some providers' digests cannot be
 * copied.
 */
final class JcaHashes implements Hashes {
  private final Sources<HashAlgorithm> digests;
  private final Sources<HashAlgorithm> macs;

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
    try {
      return new JcaHash(digests.of(algorithm).messageDigest(algorithm.algorithm()));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(
          algorithm.algorithm() + " is gone, which worked before", absent);
    }
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, byte[] key) {
    try {
      return new JcaHmac(macs.of(algorithm).mac(macName(algorithm)), key);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(macName(algorithm) + " is gone, which worked before", absent);
    }
  }
}
