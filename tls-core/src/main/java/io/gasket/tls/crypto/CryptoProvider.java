package io.gasket.tls.crypto;

import java.security.SecureRandom;
import java.util.Objects;

/**
 * A set of primitives, one factory a kind, so that any kind can be taken from another library:
 * {@code
 * CryptoProviders.standard().withAeads(JcaProvider.of("AmazonCorrettoCryptoProvider").aeads())}.
 * Immutable and thread-safe, as each factory must be.
 *
 * @param name a short name for logs and tests
 * @param aeads record protection
 * @param groups ephemeral key agreement
 * @param signatures signing and verifying of handshake signatures
 * @param hashes hashes and MACs for transcript and PRF
 * @param random the source of hello randoms and ephemeral keys; must be cryptographically strong
 *     and thread-safe
 */
public record CryptoProvider(
    String name,
    Aeads aeads,
    Groups groups,
    Signatures signatures,
    Hashes hashes,
    SecureRandom random) {

  /** Refuses nulls. */
  public CryptoProvider {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(aeads, "aeads");
    Objects.requireNonNull(groups, "groups");
    Objects.requireNonNull(signatures, "signatures");
    Objects.requireNonNull(hashes, "hashes");
    Objects.requireNonNull(random, "random");
  }

  /** A copy with another name. */
  public CryptoProvider withName(String other) {
    return new CryptoProvider(other, aeads, groups, signatures, hashes, random);
  }

  /** A copy with other AEADs. */
  public CryptoProvider withAeads(Aeads other) {
    return new CryptoProvider(name, other, groups, signatures, hashes, random);
  }

  /** A copy with other groups. */
  public CryptoProvider withGroups(Groups other) {
    return new CryptoProvider(name, aeads, other, signatures, hashes, random);
  }

  /** A copy with other signatures. */
  public CryptoProvider withSignatures(Signatures other) {
    return new CryptoProvider(name, aeads, groups, other, hashes, random);
  }

  /** A copy with other hashes. */
  public CryptoProvider withHashes(Hashes other) {
    return new CryptoProvider(name, aeads, groups, signatures, other, random);
  }

  /** A copy with another random source. */
  public CryptoProvider withRandom(SecureRandom other) {
    return new CryptoProvider(name, aeads, groups, signatures, hashes, other);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
