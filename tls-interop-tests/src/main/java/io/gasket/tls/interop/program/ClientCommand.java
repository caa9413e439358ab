package io.gasket.tls.interop.program;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.loop.ConnectionLoop;
import io.gasket.tls.interop.options.ClientOptions;
import io.gasket.tls.interop.options.ExportOptions;
import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.options.SessionFileOptions;
import io.gasket.tls.interop.session.Exports;
import io.gasket.tls.interop.session.FailureLine;
import io.gasket.tls.session.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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
  private static final int MOST_RECONNECTS = 1_000_000;

  @Mixin private ClientOptions options;
  @Mixin private SessionFileOptions sessionFiles;
  @Mixin private ExportOptions exports;
  @Mixin private KeysOption keys;

  @Option(
      names = "--get",
      paramLabel = "PATH",
      description = "Send an HTTP/1.1 GET for this path in place of standard input")
  private String path;

  @Option(
      names = "--reconnect",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Connect so many times more, with the session of the time before; standard input goes to "
              + "the last connection, --get to each")
  private int reconnects;

  @Override
  public Integer call() throws IOException, ProgramFailure {
    check();
    OneSession kept = new OneSession();
    boolean keeps = options.keepsSessions();
    Optional<Path> in = sessionFiles.in();
    if (in.isPresent()) {
      kept.keep(sessionFile(in.get()).read(Instant.now()));
    }
    Optional<Path> out = sessionFiles.out();
    if (out.isPresent()) {
      sessionFile(out.get()).checkPlace();
    }
    SecurityContext context = options.context(keeps ? kept : null);
    InetSocketAddress address = options.address();
    try {
      for (int left = reconnects; left >= 0; left--) {
        connect(context, address, left);
      }
    } finally {
      keep(kept.session());
    }
    if (out.isPresent() && kept.session().isEmpty()) {
      throw new ProgramFailure(
          options.server() + " gave nothing to resume by; --session-out has kept nothing");
    }
    return 0;
  }

  private void check() throws ProgramFailure {
    if (path != null && !path.matches("/[!-~]*")) {
      throw ProgramFailure.badArguments("--get takes a path that starts with /, without spaces");
    }
    if (reconnects < 0 || reconnects > MOST_RECONNECTS) {
      throw ProgramFailure.badArguments(
          "--reconnect must be 0 to " + MOST_RECONNECTS + ", not " + reconnects);
    }
    boolean files = sessionFiles.in().isPresent() || sessionFiles.out().isPresent();
    if (files && !options.keepsSessions()) {
      throw ProgramFailure.badArguments(
          "--session-in and --session-out need a place for a session, not --session-cache 0");
    }
    if (keys.given() && path != null) {
      throw ProgramFailure.badArguments("--keys needs standard input, which --get does not take");
    }
  }

  private void connect(SecurityContext context, InetSocketAddress address, int left)
      throws IOException, ProgramFailure {
    PrintStream out = System.out;
    if (reconnects > 0) {
      out.printf("Connection %d of %d%n", reconnects - left + 1, reconnects + 1);
    }
    ClientExchange.Task task =
        path != null
            ? ClientExchange.get(path, options.server().toString())
            : left > 0
                ? ClientExchange.nothing()
                : ClientExchange.standardInput(keys.wanted(options.renegotiates()));
    ClientExchange exchange =
        new ClientExchange(out, options.verifiesServer(), new Exports(exports.exports()), task);
    try (ConnectionLoop loop = new ConnectionLoop()) {
      loop.connect(
          address,
          options.deadline(),
          context.newEngine(options.serverName(), options.server().port()),
          exchange);
      loop.run();
    }
    IOException failure = exchange.failure();
    if (failure != null) {
      throw new ProgramFailure(options.server() + " failed: " + FailureLine.of(failure), failure);
    }
  }

  private void keep(Optional<Session> session) throws IOException {
    Optional<Path> out = sessionFiles.out();
    if (out.isPresent() && session.isPresent()) {
      sessionFile(out.get()).write(session.get());
    }
  }

  private SessionFile sessionFile(Path file) {
    return new SessionFile(file, options.serverName() + ":" + options.server().port());
  }
}
