package io.gasket.tls.session;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key that seals tickets: a public name, by which a server recognises its own tickets, and 32
 * secret bytes for AES-256-GCM. Immutable and thread-safe; never in {@link #toString}.
 */
public final class TicketKey {
  /** Length of a name in bytes (RFC 5077 4). */
  public static final int NAME_LENGTH = 16;

  /** Length of the secret in bytes. */
  public static final int SECRET_LENGTH = 32;

  private final byte[] name;
  private final byte[] secret;

  /**
   * A key that a fleet shares.
   *
   * @param name 16 bytes, public, different for every key
   * @param secret 32 bytes from a strong random source; copied
   */
  public TicketKey(byte[] name, byte[] secret) {
    if (name.length != NAME_LENGTH || secret.length != SECRET_LENGTH) {
      throw new IllegalArgumentException("a ticket key has a name of 16 bytes and a secret of 32");
    }
    this.name = name.clone();
    this.secret = secret.clone();
  }

  /** A fresh key. */
  public static TicketKey generate(SecureRandom random) {
    byte[] name = new byte[NAME_LENGTH];
    byte[] secret = new byte[SECRET_LENGTH];
    random.nextBytes(name);
    random.nextBytes(secret);
    TicketKey key = new TicketKey(name, secret);
    Arrays.fill(secret, (byte) 0);
    return key;
  }

  byte[] name() {
    return name;
  }

  byte[] secret() {
    return secret;
  }

  /** Whether its name stands there. */
  boolean isNamed(byte[] bytes, int offset) {
    return Arrays.equals(bytes, offset, offset + NAME_LENGTH, name, 0, NAME_LENGTH);
  }
}
