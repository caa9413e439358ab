package io.gasket.tls.handshake.server;

/** Asked about each ClientHello before the server chooses anything. Thread-safe. */
@FunctionalInterface
public interface HelloListener {
  /** Begins to answer and returns at once; the answer may come later, from any thread. */
  void onClientHello(HelloQuestion question);
}
