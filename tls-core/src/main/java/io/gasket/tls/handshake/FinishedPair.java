package io.gasket.tls.handshake;

/**
 * verify_data of both Finished messages of a handshake, 12 bytes each; what a renegotiation is
 * bound to (RFC 5746 3.1). The arrays are not changed.
 */
public record FinishedPair(byte[] client, byte[] server) {
  /** What an initial handshake is bound to: nothing. */
  public static final FinishedPair NONE = new FinishedPair(new byte[0], new byte[0]);

  /** Whether there was a handshake before. */
  public boolean isPresent() {
    return client.length > 0;
  }

  /** The client's, then the server's: a server's renegotiation_info (RFC 5746 3.7); not changed. */
  public byte[] joined() {
    if (!isPresent()) {
      return client;
    }
    byte[] both = new byte[client.length + server.length];
    System.arraycopy(client, 0, both, 0, client.length);
    System.arraycopy(server, 0, both, client.length, server.length);
    return both;
  }
}
