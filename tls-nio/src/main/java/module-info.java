/**
 * Channels, streams and sockets over the TLS 1.2 engine. Selectors, threads and buffers' owners are
 * the application's.
 */
module io.gasket.tls.nio {
  requires transitive io.gasket.tls;

  exports io.gasket.tls.nio;
  exports io.gasket.tls.nio.binding;
}
