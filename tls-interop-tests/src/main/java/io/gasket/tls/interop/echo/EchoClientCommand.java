package io.gasket.tls.interop.echo;

import io.gasket.tls.interop.options.ClientOptions;
import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.session.SessionLog;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code echo-client}: a crowd of clients that send to an echo server as fast as it answers. */
@Command(
    name = "echo-client",
    description = {
      "Clients of an echo server that send as fast as it answers.",
      "Each sends a random message of 1 to 100 bytes, checks its echo, and sends the next. One "
          + "thread drives all. Exit code 0 when every byte came back."
    })
public final class EchoClientCommand implements Callable<Integer> {
  @Mixin private ClientOptions options;
  @Mixin private CrowdOptions crowd;

  @Override
  public Integer call() throws IOException, ProgramFailure, InterruptedException {
    PrintStream out = System.out;
    EchoClients clients = new EchoClients(crowd.clients(), out);
    clients.start(
        new EchoClients.Server(options.address(), options.serverName(), options.deadline()),
        options.context(),
        new SessionLog(out, options.verifiesServer()).withBlocks(1));
    EchoRun run = new EchoRun(clients, out);
    run.watch(crowd.time());
    out.print(clients.statistics().text());
    run.printSum();
    return 0;
  }
}
