package io.gasket.tls.interop.jar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.jar.GasketJar.Result;
import io.gasket.tls.interop.jar.GasketJar.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B1, B4, C5: the server and the client programs against each other and against bad peers. */
final class ServerAndClientIT {
  @TempDir private static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    for (String name : List.of("one", "two")) {
      Result made =
          GasketJar.run(folder, "certs", "--out", name, "--host", name + ".example", "--key=ec");
      assertEquals(0, made.exitCode(), made.err());
    }
  }

  @Test
  @DisplayName("--http answers with the session's facts; the client prints session and answer")
  void http() throws Exception {
    try (Running server = server("--http", "--alpn=h2,http/1.1")) {
      Result client = client(server, "one", "--get=/facts", "--alpn=http/1.1");
      assertEquals(0, client.exitCode(), client.err());
      assertTrue(client.out().contains("HTTP/1.1 200 OK\r\n"), client.out());
      assertEquals(1, count(client.out(), "IsServer: False"));
      assertEquals(1, count(client.out(), "IsServer: True"));
      assertEquals(2, count(client.out(), "ApplicationProtocol: http/1.1"));
      server.awaitOutput(Pattern.compile("accepted. 1 clients connected to server"));
    }
  }

  @Test
  @DisplayName("--http refuses what is no request or too long, and closes")
  void httpRefusals() throws Exception {
    try (Running server = server("--http")) {
      assertAll(
          () -> assertAnswer(server, "HELLO\r\n\r\n", "HTTP/1.1 400 Bad Request"),
          () -> assertAnswer(server, "PRI * HTTP/2.0\r\n\r\n", "HTTP/1.1 505 "),
          () -> assertAnswer(server, "GET / HTTP/1.1\n\n", "HTTP/1.1 200 OK"),
          () -> assertAnswer(server, "HEAD / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK"),
          () -> assertAnswer(server, "GET /" + "a".repeat(70_000), "HTTP/1.1 431 "));
    }
  }

  @Test
  @DisplayName("--echo sends back standard input, more than buffers hold, then both close")
  void echo() throws Exception {
    String text = "Round and round it goes.\n".repeat(200_000);
    try (Running server = server("--echo")) {
      Result client = GasketJar.feed(text, folder, clientArguments(server, "one"));
      assertEquals(0, client.exitCode(), client.err());
      assertTrue(client.out().endsWith(text), "the echo differs");
    }
  }

  @Test
  @DisplayName("B1: the name asked for chooses the certificate, else the default one serves")
  void bindings() throws Exception {
    try (Running server = server("--http", "--sni=two.example=two/server.pem,two/server.key")) {
      Result two = client(server, "two", "--server-name=two.example", "--get=/");
      assertEquals(0, two.exitCode(), two.err());
      assertEquals(2, count(two.out(), "ServerName: two.example"));
      Result other = client(server, "one", "--server-name=one.example", "--get=/");
      assertEquals(0, other.exitCode(), other.err());
    }
  }

  @Test
  @DisplayName("B4: client certificates are needed, wanted, or not asked for")
  void clientCertificates() throws Exception {
    try (Running need = server("--http", "--client-auth=need", "--ca=two/ca.pem")) {
      Result without = client(need, "one", "--get=/");
      assertFailure(without, "ALERT_RECEIVED\\[600\\].*handshake_failure\\(40\\)");
      Result with = client(need, "one", "--get=/", "--cert=two/client.pem", "--key=two/client.key");
      assertEquals(0, with.exitCode(), with.err());
      assertEquals(2, count(with.out(), "IsMutuallyAuthenticated: True"));
    }
    try (Running want = server("--http", "--client-auth=want", "--ca=two/ca.pem")) {
      Result without = client(want, "one", "--get=/");
      assertEquals(0, without.exitCode(), without.err());
      assertEquals(2, count(without.out(), "IsMutuallyAuthenticated: False"));
    }
  }

  @Test
  @DisplayName("an unknown issuer, a wrong name and a refused connection: exit code 1, one line")
  void failures() throws Exception {
    int freed;
    try (Running server = server("--http")) {
      freed = server.port();
      assertFailure(
          client(server, "two", "--get=/"), "UNKNOWN_ISSUER\\[403\\].*unknown_ca\\(48\\)");
      assertFailure(
          client(server, "one", "--server-name=other.example", "--get=/"),
          "NAME_MISMATCH\\[410\\].*alert sent");
      Result trusting =
          GasketJar.run(folder, "client", "localhost:" + freed, "--dangerous-trust-all", "--get=/");
      assertEquals(0, trusting.exitCode());
      assertTrue(trusting.err().startsWith("warning: "), trusting.err());
      assertEquals(1, count(trusting.out(), "IsAuthenticated: False"));
      server.interrupt();
      server.process().waitFor();
    }
    assertFailure(
        GasketJar.run(folder, "client", "127.0.0.1:" + freed, "--ca=one/ca.pem", "--get=/"),
        "TRANSPORT_FAILED\\[605\\] Connection refused");
  }

  @Test
  @DisplayName("C5: the server outlives bad peers; each gets an alert and a line of its own")
  void badPeers() throws Exception {
    try (Running server = server("--http", "--deadline=4")) {
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        silent.add(connect(server));
      }
      assertArrayEquals(alert(10), exchange(server, "GET / HTTP/1.1\r\n\r\n"));
      assertArrayEquals(alert(10), exchange(server, "SSH-2.0-OpenSSH_9.2\r\n"));
      assertArrayEquals(
          alert(50),
          exchange(server, "\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0000"));
      connect(server).close();
      try (Socket aborted = connect(server)) {
        aborted.setSoLinger(true, 0);
      }
      for (Socket peer : silent) {
        assertArrayEquals(alert(40), peer.getInputStream().readAllBytes());
        peer.close();
      }
      for (String reason :
          List.of("PLAINTEXT_HTTP[101]", "NOT_TLS[100]", "CLOSED_DURING_HANDSHAKE[601]")) {
        server.awaitOutput(Pattern.compile("failed: " + Pattern.quote(reason)));
      }
      server.awaitOutput(Pattern.compile("failed: HANDSHAKE_DEADLINE\\[700\\]"), 50);
      Result good = client(server, "one", "--get=/");
      assertEquals(0, good.exitCode(), good.err());
    }
  }

  private static Running server(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("server", "--port=0", "--cert=one/server.pem", "--key=one/server.key"));
    arguments.addAll(Arrays.asList(more));
    return GasketJar.start(folder, arguments.toArray(String[]::new));
  }

  private static Result client(Running server, String authority, String... more) throws Exception {
    return GasketJar.run(folder, clientArguments(server, authority, more));
  }

  private static String[] clientArguments(Running server, String authority, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("client", "localhost:" + server.port(), "--ca=" + authority + "/ca.pem"));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  private static void assertAnswer(Running server, String request, String status) throws Exception {
    Result client = GasketJar.feed(request, folder, clientArguments(server, "one"));
    assertEquals(0, client.exitCode(), client.err());
    assertTrue(client.out().contains(status), client.out());
  }

  private static void assertFailure(Result client, String pattern) {
    assertEquals(1, client.exitCode());
    assertEquals(1, client.err().lines().count(), client.err());
    assertTrue(Pattern.compile(pattern).matcher(client.err()).find(), client.err());
  }

  private static Socket connect(Running server) throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  /** Sends bytes and returns all that comes until the server closes. */
  private static byte[] exchange(Running server, String bytes) throws Exception {
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("the alert did not arrive", e);
    }
  }

  /** A record with a fatal alert (RFC 5246 7.2). */
  private static byte[] alert(int code) {
    return new byte[] {21, 3, 3, 0, 2, 2, (byte) code};
  }

  private static long count(String out, String pattern) {
    return out.lines().filter(line -> line.matches(pattern)).count();
  }
}
