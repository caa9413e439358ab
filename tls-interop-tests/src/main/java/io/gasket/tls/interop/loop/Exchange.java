package io.gasket.tls.interop.loop;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What is said on one connection, or on many by an exchange that keeps no state. Every method is
 * called on the loop's thread and must not block. An exception ends the connection and no other.
 */
public interface Exchange {
  /** The handshake is done. */
  default void connected(Connection connection) throws IOException {}

  /** A renegotiation has come to its end; {@link Connection#info} tells what was agreed now. */
  default void renegotiated(Connection connection) throws IOException {}

  /**
   * Application data came. Takes all of it: the buffer is the loop's and is used again. May write;
   * nothing more is delivered until what was written has left.
   */
  void received(Connection connection, ByteBuffer data) throws IOException;

  /** What was written and could not leave at once has left now. */
  default void drained(Connection connection) throws IOException {}

  /**
   * The peer will send nothing more: it sent close_notify. Unless overridden this side ends too.
   */
  default void inputEnded(Connection connection) throws IOException {
    connection.close();
  }

  /**
   * The connection is over, as far as application data goes.
   *
   * @param failure why it broke, or null when it ended cleanly
   */
  default void closed(Connection connection, IOException failure) {}
}
