package io.gasket.tls.crypto;

import io.gasket.tls.spec.NamedGroup;
import java.security.InvalidKeyException;

/** One ephemeral key pair, for one handshake. Not thread-safe. */
public interface KeyShare {
  /** The group of the pair. */
  NamedGroup group();

  /**
   * Our public value as it goes on the wire: uncompressed point (RFC 8422 5.4.1) or 32 bytes (RFC
   * 7748). A copy.
   */
  byte[] publicValue();

  /**
   * The shared secret with the peer's public value: the x coordinate, left-padded to the field's
   * length (RFC 8422 5.10), or the X25519 result. The caller wipes it.
   *
   * @param peer the peer's public value as on the wire, any bytes
   * @throws InvalidKeyException when it has the wrong length or form, is not on the curve, is the
   *     point at infinity, or (X25519) leads to the all-zero secret (RFC 7748 6.1, RFC 8422 5.11).
   *     The only exception for any bytes whatever.
   */
  byte[] agree(byte[] peer) throws InvalidKeyException;

  /** Forgets the private value as far as the library below allows. Idempotent. */
  void destroy();
}
