package io.gasket.tls.interop.echo;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.interop.options.HostAndPort;
import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.options.SecondsConverter;
import io.gasket.tls.interop.options.ServerOptions;
import io.gasket.tls.interop.session.SessionLog;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code echo-server}: sends back what authenticated clients send. */
@Command(
    name = "echo-server",
    description = {
      "An echo server whose clients must authenticate.",
      "One thread drives all connections. Prints the session of each, and at its end, after "
          + "--seconds or Ctrl-C, what went through."
    })
public final class EchoServerCommand implements Callable<Integer> {
  @Mixin private ServerOptions options;

  @Option(
      names = "--client-auth",
      paramLabel = "none|want|need",
      defaultValue = "need",
      description = "Whether clients are asked for a certificate (default: ${DEFAULT-VALUE})")
  private ClientAuth clientAuth;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = SecondsConverter.class,
      description = "End after so many seconds (default: run until Ctrl-C)")
  private Duration time = Duration.ZERO;

  @Override
  public Integer call() throws IOException, ProgramFailure, InterruptedException {
    PrintStream out = System.out;
    EchoServer server =
        new EchoServer(
            options.service(clientAuth), new SessionLog(out, options.verifiesClients()), out);
    server.addresses().forEach(each -> out.println("listening on " + HostAndPort.text(each)));
    CountDownLatch done = endOnInterrupt(server);
    server.start();
    server.await(time.toMillis());
    server.stop();
    out.print(server.statistics().text());
    out.flush();
    done.countDown();
    return 0;
  }

  /** Ctrl-C ends the server; the process stays until this program has had its last word. */
  private static CountDownLatch endOnInterrupt(EchoServer server) {
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.stop();
                    done.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "at-exit"));
    return done;
  }
}
