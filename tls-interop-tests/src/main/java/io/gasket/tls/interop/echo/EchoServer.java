package io.gasket.tls.interop.echo;

import io.gasket.tls.interop.loop.ConnectionLoop;
import io.gasket.tls.interop.loop.EchoExchange;
import io.gasket.tls.interop.loop.Exchange;
import io.gasket.tls.interop.loop.Service;
import io.gasket.tls.interop.loop.Statistics;
import io.gasket.tls.interop.session.SessionLog;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;

/** An echo server on one thread. */
final class EchoServer {
  private final ConnectionLoop loop;
  private final Thread thread;
  private final List<InetSocketAddress> addresses;

  /** A server that listens but serves nobody yet. */
  EchoServer(Service service, SessionLog log, PrintStream out) throws IOException {
    Exchange echo = log.logged(new EchoExchange());
    this.loop = new ConnectionLoop();
    this.addresses = loop.listen(service, () -> echo, out::println);
    this.thread = new Thread(loop, "echo-server");
  }

  /** The addresses listened on. */
  List<InetSocketAddress> addresses() {
    return addresses;
  }

  void start() {
    thread.start();
  }

  /** Waits until the server ends, at the latest after so many milliseconds; 0 waits for ever. */
  void await(long millis) throws InterruptedException {
    thread.join(millis);
  }

  /** Ends the server and waits for it. */
  void stop() throws InterruptedException {
    loop.stop();
    thread.join();
  }

  Statistics statistics() {
    return loop.statistics();
  }
}
