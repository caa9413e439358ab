package io.gasket.tls.interop.program;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.interop.loop.ConnectionLoop;
import io.gasket.tls.interop.loop.EchoExchange;
import io.gasket.tls.interop.loop.Exchange;
import io.gasket.tls.interop.loop.Service;
import io.gasket.tls.interop.options.ExportOptions;
import io.gasket.tls.interop.options.HostAndPort;
import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.options.ServerOptions;
import io.gasket.tls.interop.session.Exports;
import io.gasket.tls.interop.session.SessionLog;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code server}: a TLS server to try clients with, after {@code openssl s_server}. */
@Command(
    name = "server",
    description = {
      "A TLS 1.2 server to try clients with.",
      "Prints 'listening on HOST:PORT' for each address, then the session of each connection and one line for each "
          + "that fails. Without --http or --echo it prints what it receives. One thread drives "
          + "all connections."
    })
public final class ServerCommand implements Callable<Integer> {
  @Mixin private ServerOptions options;
  @Mixin private ExportOptions exports;
  @Mixin private KeysOption keys;

  @Option(
      names = "--client-auth",
      paramLabel = "none|want|need",
      defaultValue = "none",
      description = "Whether clients are asked for a certificate (default: ${DEFAULT-VALUE})")
  private ClientAuth clientAuth;

  @Option(
      names = "--http",
      description = "Answer an HTTP/1.1 request with the session's facts, then close")
  private boolean http;

  @Option(names = "--echo", description = "Send back what is received")
  private boolean echo;

  @Override
  public Integer call() throws IOException, ProgramFailure {
    if (http && echo) {
      throw ProgramFailure.badArguments("give either --http or --echo, not both");
    }
    Service service = options.service(clientAuth);
    PrintStream out = System.out;
    SessionLog log =
        new SessionLog(out, options.verifiesClients()).with(new Exports(exports.exports()));
    try (ConnectionLoop loop = new ConnectionLoop()) {
      Supplier<Exchange> exchanges = exchanges(out);
      loop.listen(service, () -> log.logged(exchanges.get()), out::println)
          .forEach(each -> out.println("listening on " + HostAndPort.text(each)));
      if (keys.wanted()) {
        Keys.startReading(loop);
      }
      loop.run();
    }
    return 0;
  }

  private Supplier<Exchange> exchanges(PrintStream out) {
    if (http) {
      return () -> new HttpExchange(options.verifiesClients());
    }
    Exchange shared = echo ? new EchoExchange() : new PrintExchange(out);
    return () -> shared;
  }
}
