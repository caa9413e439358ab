package io.gasket.tls.interop.options;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.interop.loop.ConnectionLoop;
import io.gasket.tls.interop.loop.EchoExchange;
import io.gasket.tls.interop.loop.Service;
import java.net.InetSocketAddress;
import java.util.List;
import picocli.CommandLine;

/** An echo server in this JVM as options describe it, on a thread of its own. */
final class RunningServer implements AutoCloseable {
  private final ConnectionLoop loop = new ConnectionLoop();
  private final Thread thread = new Thread(loop, "server of options");
  private final List<InetSocketAddress> addresses;

  RunningServer(String... options) throws Exception {
    Service service = service(options);
    EchoExchange echo = new EchoExchange();
    addresses = loop.listen(service, () -> echo, line -> {});
    thread.start();
  }

  /** What options describe. */
  static Service service(String... options) throws Exception {
    ServerOptions parsed = new ServerOptions();
    new CommandLine(parsed).parseArgs(options);
    return parsed.service(ClientAuth.NONE);
  }

  /** Where it listens. */
  List<InetSocketAddress> addresses() {
    return addresses;
  }

  @Override
  public void close() {
    loop.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
