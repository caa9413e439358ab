package io.gasket.tls.interop.peer;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** OpenSSL's command line client and server, TLS 1.2 unless told otherwise. */
public final class Openssl {
  private static final Pattern LISTENS = Pattern.compile("ACCEPT \\S*:(\\d+)\\R");

  private Openssl() {}

  /** A running {@code openssl s_server}; it serves one connection after another. */
  public record Server(PeerProcess process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  /** Skips the test without openssl, or fails it where it must be there. */
  public static void require() {
    Programs.require("openssl");
  }

  /**
   * Starts a server that sends every line back reversed and prints a summary of each connection.
   */
  public static Server reversingServer(KeyKind kind, String... options) throws IOException {
    return server(PeerFiles.server(kind), with(options, "-rev"));
  }

  /** Starts a server with exactly these options beside its certificate and port. */
  public static Server server(PeerFiles.Pem identity, String... options) throws IOException {
    return server(Map.of(), identity, options);
  }

  /** As {@link #server(PeerFiles.Pem, String...)}, in an environment. */
  public static Server server(
      Map<String, String> environment, PeerFiles.Pem identity, String... options)
      throws IOException {
    PeerProcess process = PeerProcess.start(environment, serverCommand(identity, "0", options));
    try {
      return new Server(process, Integer.parseInt(process.await(LISTENS).group(1)));
    } catch (AssertionError notListening) {
      process.close();
      throw notListening;
    }
  }

  /**
   * Starts a server whose standard input goes to the client and whose standard output is what the
   * client sends.
   */
  public static Server rawServer(KeyKind kind) throws IOException {
    // A quiet server does not tell its port, so this one is chosen here.
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PeerProcess process =
        PeerProcess.startRaw(
            Map.of(), serverCommand(PeerFiles.server(kind), Integer.toString(port), "-quiet"));
    awaitListening(process, port);
    return new Server(process, port);
  }

  private static void awaitListening(PeerProcess process, int port) throws IOException {
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (ConnectException notYet) {
        process.assertRunning();
      }
    }
  }

  private static List<String> serverCommand(
      PeerFiles.Pem identity, String port, String... options) {
    List<String> command = new ArrayList<>(List.of("openssl", "s_server"));
    command.addAll(List.of("-accept", "127.0.0.1:" + port));
    command.addAll(identity.options());
    addVersion(command, options);
    return command;
  }

  /**
   * Starts a client that verifies the server's chain and prints what was agreed; its standard input
   * goes to the server.
   */
  public static PeerProcess client(int port, String... options) throws IOException {
    return client(Map.of(), port, options);
  }

  /** As {@link #client(int, String...)}, in an environment. */
  public static PeerProcess client(Map<String, String> environment, int port, String... options)
      throws IOException {
    return PeerProcess.start(environment, clientCommand(port, options));
  }

  /** As {@link #client(int, String...)}, with standard output as data. */
  public static PeerProcess rawClient(int port, String... options) throws IOException {
    return PeerProcess.startRaw(Map.of(), clientCommand(port, with(options, "-quiet")));
  }

  private static List<String> clientCommand(int port, String... options) {
    List<String> command = new ArrayList<>(List.of("openssl", "s_client"));
    command.addAll(List.of("-connect", "127.0.0.1:" + port));
    command.addAll(List.of("-CAfile", PeerFiles.anchors().toString(), "-verify_return_error"));
    addVersion(command, options);
    return command;
  }

  private static void addVersion(List<String> command, String... options) {
    List<String> given = List.of(options);
    if (given.stream().noneMatch(option -> option.matches("-(no_)?tls1.*"))) {
      command.add("-tls1_2");
    }
    command.addAll(given);
  }

  /** An environment in which OpenSSL leaves out the extended master secret (RFC 7627). */
  public static Map<String, String> withoutExtendedMasterSecret() {
    String config =
        """
        openssl_conf = programs
        [programs]
        ssl_conf = contexts
        [contexts]
        system_default = defaults
        [defaults]
        Options = -ExtendedMasterSecret
        """;
    return Map.of("OPENSSL_CONF", PeerFiles.text("no-ems.cnf", config).toString());
  }

  /** Options and more options. */
  public static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  /** Waits until a process reports that this alert came, by its name and its number [C5]. */
  public static void awaitAlert(Alert alert, PeerProcess process) {
    Matcher unused =
        process.await(
            Pattern.compile(
                "alert "
                    + alert.rfcName().replace('_', ' ')
                    + ".*SSL alert number "
                    + alert.code()
                    + "\\R"));
  }
}
