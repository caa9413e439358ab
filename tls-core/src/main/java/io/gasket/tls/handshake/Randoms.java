package io.gasket.tls.handshake;

/**
 * The two hello randoms, 32 bytes each (RFC 5246 7.4.1.2). Public values; the arrays are not
 * changed.
 *
 * @param client of ClientHello
 * @param server of ServerHello
 */
public record Randoms(byte[] client, byte[] server) {
  /** Length of each in bytes. */
  public static final int LENGTH = 32;
}
