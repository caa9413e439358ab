package io.gasket.tls.bench.echo;

/** A server that sends back what it receives. Listens and serves from its making on. */
interface EchoServer {
  /** The port on the wildcard address. */
  int port();
}
