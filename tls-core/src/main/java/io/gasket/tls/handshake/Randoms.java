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

  /** The client's, then the server's. */
  public byte[] joined() {
    byte[] both = new byte[2 * LENGTH];
    System.arraycopy(client, 0, both, 0, LENGTH);
    System.arraycopy(server, 0, both, LENGTH, LENGTH);
    return both;
  }
}
