package io.gasket.tls;

/**
 * Whether and how often a connection may be renegotiated (RFC 5246 7.4.1.1, secured by RFC 5746).
 * Off by default. When it is on, an engine's two halves belong to one thread for the whole life of
 * the connection.
 *
 * @param most renegotiations in a connection, asked for by either side; 0 to refuse all
 * @param peerMayChange whether the peer may show another certificate than before
 * @param refuseFatally whether a request that is refused ends the connection, or gets a warning
 */
public record Renegotiation(int most, boolean peerMayChange, boolean refuseFatally) {
  /** Every request gets a no_renegotiation warning, and too many end the connection. */
  public static final Renegotiation OFF = new Renegotiation(0, false, false);

  /** Checks the range. */
  public Renegotiation {
    if (most < 0) {
      throw new IllegalArgumentException("most must not be negative");
    }
  }

  /** Up to so many renegotiations, the peer's certificate not changing. */
  public static Renegotiation upTo(int most) {
    return new Renegotiation(most, false, false);
  }
}
