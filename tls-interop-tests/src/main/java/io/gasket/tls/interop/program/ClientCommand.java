package io.gasket.tls.interop.program;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.loop.ConnectionLoop;
import io.gasket.tls.interop.loop.Exchange;
import io.gasket.tls.interop.options.ClientOptions;
import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.session.FailureLine;
import io.gasket.tls.interop.session.SessionBlock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code client}: a TLS client to try servers with, after {@code openssl s_client}. */
@Command(
    name = "client",
    description = {
      "A TLS 1.2 client to try servers with.",
      "Prints the session, then the answer to --get, or what the server sends while standard input "
          + "goes to the server. Exit code 0 after a clean end, 1 after a failure."
    })
public final class ClientCommand implements Callable<Integer> {
  @Mixin private ClientOptions options;

  @Option(
      names = "--get",
      paramLabel = "PATH",
      description = "Send an HTTP/1.1 GET for this path in place of standard input")
  private String path;

  @Override
  public Integer call() throws IOException, ProgramFailure {
    if (path != null && !path.matches("/[!-~]*")) {
      throw ProgramFailure.badArguments("--get takes a path that starts with /, without spaces");
    }
    SecurityContext context = options.context();
    try (ConnectionLoop loop = new ConnectionLoop()) {
      Session session = new Session(System.out);
      loop.connect(
          options.address(), options.deadline(), context.newEngine(options.serverName()), session);
      loop.run();
      if (session.failure != null) {
        throw new ProgramFailure(
            options.server() + " failed: " + FailureLine.of(session.failure), session.failure);
      }
    }
    return 0;
  }

  /** Sends the request or standard input, and prints what comes back. */
  private final class Session implements Exchange {
    private final PrintStream out;
    private StandardInput input;
    private IOException failure;

    Session(PrintStream out) {
      this.out = out;
    }

    @Override
    public void connected(Connection connection) throws IOException {
      out.print(SessionBlock.of(connection.info(), options.verifiesServer()).text());
      out.flush();
      if (path == null) {
        input = StandardInput.startFeeding(connection);
      } else {
        connection.write(request());
      }
    }

    private ByteBuffer request() {
      return ByteBuffer.wrap(
          "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(path, options.server())
              .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void received(Connection connection, ByteBuffer data) {
      PrintExchange.print(out, data);
    }

    @Override
    public void drained(Connection connection) {
      if (input != null) {
        input.next();
      }
    }

    @Override
    public void closed(Connection connection, IOException why) {
      failure = why;
    }
  }
}
