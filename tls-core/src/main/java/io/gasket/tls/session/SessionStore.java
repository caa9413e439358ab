package io.gasket.tls.session;

/**
 * Keeps sessions by a key: a server's by session id, a client's by server. Implementations are
 * thread-safe and bounded, and outlive connections; a shared one keeps {@link Session#encode} out
 * of sight of others. Calls happen on the thread that drives the engine, so a slow store slows
 * handshakes.
 */
public interface SessionStore {
  /** Keeps a session in place of any other under the key. */
  void put(String key, Session session);

  /** The session of a key, or null. */
  Session find(String key);

  /** Forgets the session of a key. */
  void remove(String key);
}
