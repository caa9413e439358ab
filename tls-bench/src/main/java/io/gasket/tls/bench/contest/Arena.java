package io.gasket.tls.bench.contest;

import java.io.IOException;

/**
 * The contexts of a client and a server of one library, made for one {@link Setting}. The client
 * believes the server's chain by PKIX and insists on the host name {@link BenchPki#HOST}. Where the
 * setting resumes, the first connection makes the session and every later one resumes it; {@link
 * Wire#connect} says more. Not thread-safe.
 */
public interface Arena extends AutoCloseable {
  /** A client's end of a new connection to {@link BenchPki#HOST}. */
  default Side client() throws IOException {
    return client(BenchPki.HOST);
  }

  /** A client's end of a new connection to a server that must prove to be {@code host}. */
  Side client(String host) throws IOException;

  /** A server's end of a new connection. */
  Side server() throws IOException;

  /** Gives back native memory. */
  @Override
  default void close() {}
}
