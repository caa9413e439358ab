package io.gasket.tls.event;

import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Receives the secrets of handshakes, so that a tool such as Wireshark can read what was captured.
 * <b>Whoever has them reads the connections, now and later.</b> It is set in code alone, never by a
 * property or an environment variable, and each use is an event ({@link EventSink#keysLogged}).
 * Implementations must be thread-safe; one that throws ends the connection.
 */
@FunctionalInterface
public interface KeyLog {
  /** Logs nothing. */
  KeyLog OFF = (clientRandom, masterSecret) -> {};

  /**
   * The secrets of one handshake, once they are known; called once a handshake, resumed ones
   * included, before the first protected record.
   *
   * @param clientRandom the 32 random bytes of ClientHello, by which captures are matched
   * @param masterSecret the 48 bytes of the master secret; wiped after the call
   */
  void clientRandom(byte[] clientRandom, byte[] masterSecret);

  /**
   * A log in the NSS format, which Wireshark reads.
   *
   * @param lines takes each handshake's {@link #nssLine}; must be thread-safe
   */
  static KeyLog nss(Consumer<String> lines) {
    return (clientRandom, masterSecret) -> lines.accept(nssLine(clientRandom, masterSecret));
  }

  /** The line for a handshake in the NSS key log format, with its line feed. */
  static String nssLine(byte[] clientRandom, byte[] masterSecret) {
    HexFormat hex = HexFormat.of();
    return "CLIENT_RANDOM "
        + hex.formatHex(clientRandom)
        + " "
        + hex.formatHex(masterSecret)
        + "\n";
  }
}
