package io.gasket.tls.crypto;

import io.gasket.tls.spec.HashAlgorithm;
import java.util.Set;

/** Makes hashes and MACs. Thread-safe. */
public interface Hashes {
  /** The algorithms this factory can make, alone and as HMAC. Immutable. */
  Set<HashAlgorithm> supported();

  /** A fresh hash. */
  Hash hash(HashAlgorithm algorithm);

  /**
   * HMAC (RFC 2104) under one key.
   *
   * @param key of any length, empty included; copied, the caller wipes its own
   */
  Hmac hmac(HashAlgorithm algorithm, byte[] key);
}
