package io.gasket.tls.session;

/**
 * Keeps sessions by a key: a server's by the session id in hexadecimal, a client's by {@code
 * host:port}, with port 0 where none was given to {@code newEngine}. Implementations are
 * thread-safe and bounded, and outlive connections; one store may serve several contexts, and a
 * shared one, or one in a file, keeps {@link Session#encode} out of sight of others, as it holds
 * the master secret. Calls happen on the thread that drives the engine, so a slow store slows
 * handshakes.
 *
 * <p>An application that wants to be handed each session implements this interface: {@link #put}
 * comes once a full handshake is done, at a client with the server's ticket in it, and again when a
 * ticket is renewed. A server's sessions that went into tickets are not kept here. To carry a
 * client's session into another process, write what {@link Session#encode} gives and {@link #put}
 * what {@link Session#decode} makes of it under the same key; the server's chain is verified anew
 * before it is resumed.
 */
public interface SessionStore {
  /** Keeps a session in place of any other under the key. */
  void put(String key, Session session);

  /** The session of a key, or null. */
  Session find(String key);

  /** Forgets the session of a key. */
  void remove(String key);
}
