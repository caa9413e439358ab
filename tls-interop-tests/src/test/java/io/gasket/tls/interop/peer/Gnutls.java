package io.gasket.tls.interop.peer;

import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GnuTLS's command line client and server, TLS 1.2 only. */
public final class Gnutls {
  private static final Pattern LISTENS = Pattern.compile("listening on IPv4.*done");
  private static final String TLS_1_2 = "NORMAL:-VERS-ALL:+VERS-TLS1.2:%ALLOW_SMALL_RECORDS";

  private Gnutls() {}

  /** A running {@code gnutls-serv} that sends back what it receives. */
  public record Server(PeerProcess process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  /** Skips the test without GnuTLS's programs, or fails it where they must be there. */
  public static void require() {
    Programs.require("gnutls-cli");
    Programs.require("gnutls-serv");
  }

  /**
   * Starts a server that sends back what it receives. Its key is an RSA one: of EC keys GnuTLS 3.7
   * reads no PKCS #8 form without the public half, which is how Java writes them.
   */
  public static Server echoServer(String... options) throws IOException {
    // The server does not tell a port that was free, so this one is chosen here.
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PeerFiles.Pem identity = PeerFiles.server(KeyKind.RSA_2048);
    String chain = Files.readString(identity.leaf());
    if (identity.issuers() != null) {
      chain += Files.readString(identity.issuers());
    }
    List<String> command = new ArrayList<>(List.of("gnutls-serv", "--echo"));
    command.addAll(List.of("--port", Integer.toString(port), "--priority", TLS_1_2));
    command.addAll(
        List.of("--x509certfile", PeerFiles.text("gnutls" + port + ".crt", chain).toString()));
    command.addAll(List.of("--x509keyfile", identity.key().toString()));
    command.addAll(List.of(options));
    PeerProcess process = PeerProcess.start(Map.of(), command);
    try {
      Matcher unused = process.await(LISTENS);
      return new Server(process, port);
    } catch (AssertionError notListening) {
      process.close();
      throw notListening;
    }
  }

  /** Starts a client that verifies the server's chain; its standard input goes to the server. */
  public static PeerProcess client(int port, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("gnutls-cli", "127.0.0.1"));
    command.addAll(List.of("--verify-hostname=localhost", "--sni-hostname=localhost"));
    command.addAll(List.of("--port", Integer.toString(port), "--priority", TLS_1_2));
    command.addAll(List.of("--x509cafile", PeerFiles.anchors().toString()));
    command.addAll(List.of(options));
    return PeerProcess.start(Map.of(), command);
  }
}
