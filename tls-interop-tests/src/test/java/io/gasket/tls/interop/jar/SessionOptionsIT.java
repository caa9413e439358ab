package io.gasket.tls.interop.jar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.jar.GasketJar.Result;
import io.gasket.tls.interop.jar.GasketJar.Running;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * [B3 B6 E2] Resumption, renegotiation and exporters by the programs, with OpenSSL and together.
 */
@DisplayName("The programs' sessions")
final class SessionOptionsIT {
  private static final String BY_TICKET = "True (ticket)";
  private static final Pattern RESUMED = Pattern.compile("(?m)^Resumed: (.*)$");

  @TempDir private static Path folder;
  private static List<Path> identity;

  @BeforeAll
  static void prepare() {
    Openssl.require();
    identity = TestPki.serverIdentity(KeyKind.EC_P256).writePem(folder, "server");
  }

  private static Running server(String... options) throws IOException {
    return GasketJar.start(
        folder,
        Openssl.with(
            new String[] {
              "server", "--port=0", "--cert=" + identity.get(0), "--key=" + identity.get(1)
            },
            options));
  }

  private static String[] client(int port, String... options) {
    return Openssl.with(
        new String[] {"client", "localhost:" + port, "--ca=" + PeerFiles.anchors()}, options);
  }

  private static List<String> resumed(String output) {
    return RESUMED.matcher(output).results().map(match -> match.group(1)).toList();
  }

  private static String file(String name) throws IOException {
    return Files.createTempDirectory(folder, "session").resolve(name).toString();
  }

  private static void type(Running program, String line) throws IOException {
    program.process().getOutputStream().write((line + "\n").getBytes(US_ASCII));
    program.process().getOutputStream().flush();
  }

  @ParameterizedTest(name = "server {0}, s_client -reconnect {1}: {2}")
  @CsvSource({
    "--tickets=on, -msg, True (ticket)",
    "--tickets=on, -no_ticket, True (session id)",
    "--tickets=off, -msg, True (session id)",
    "--session-cache=0, -msg, True (ticket)",
    "--session-cache=0, -no_ticket, False",
  })
  void opensslReconnects(String option, String ofClient, String expected) throws Exception {
    try (Running server = server(option);
        PeerProcess client = Openssl.client(server.port(), "-reconnect", ofClient)) {
      client.endInput();
      assertEquals(0, client.exitCode(), client::output);
      server.awaitOutput(Pattern.compile("accepted"), 6);
      List<String> all = new ArrayList<>(List.of("False"));
      for (int i = 0; i < 5; i++) {
        all.add(expected);
      }
      assertEquals(all, resumed(server.out()));
    }
  }

  @Test
  @DisplayName(
      "a session that s_client keeps is resumed by another server with the same ticket key")
  void ticketKey() throws Exception {
    byte[] random = new byte[48];
    new SecureRandom().nextBytes(random);
    String key = "--ticket-key=" + Files.write(folder.resolve("ticket.key"), random);
    String session = file("openssl.pem");
    for (String expected : List.of("False", BY_TICKET)) {
      try (Running server = server(key);
          PeerProcess client =
              Openssl.client(
                  server.port(), expected.equals("False") ? "-sess_out" : "-sess_in", session)) {
        client.endInput();
        assertEquals(0, client.exitCode(), client::output);
        server.awaitOutput(Pattern.compile("accepted"));
        assertEquals(List.of(expected), resumed(server.out()));
      }
    }
  }

  @ParameterizedTest(name = "our client with --reconnect, s_server {0}: {1}")
  @CsvSource({"-msg, True (ticket)", "-no_ticket, True (session id)"})
  void reconnects(String ofServer, String expected) throws Exception {
    try (Openssl.Server server =
        Openssl.server(PeerFiles.server(KeyKind.EC_P256), "-www", ofServer)) {
      Result get = GasketJar.run(folder, client(server.port(), "--reconnect=2", "--get=/"));
      assertEquals(0, get.exitCode(), get.err());
      assertEquals(List.of("False", expected, expected), resumed(get.out()));
      assertEquals(3, get.out().split("HTTP/1.0 200", -1).length - 1);
      assertTrue(get.out().contains("Connection 3 of 3"), get.out());
    }
  }

  @ParameterizedTest(name = "a session goes from one client process to the next, server {0}: {1}")
  @CsvSource({"--tickets=on, True (ticket)", "--tickets=off, True (session id)"})
  void sessionFiles(String option, String expected) throws Exception {
    String session = file("session");
    try (Running server = server(option)) {
      Result first = GasketJar.run(folder, client(server.port(), "--session-out=" + session));
      assertEquals(0, first.exitCode(), first.err());
      Result second =
          GasketJar.run(
              folder, client(server.port(), "--session-in=" + session, "--session-out=" + session));
      assertEquals(0, second.exitCode(), second.err());
      Result third = GasketJar.run(folder, client(server.port(), "--session-in=" + session));
      assertEquals(List.of("False"), resumed(first.out()));
      assertEquals(List.of(expected), resumed(second.out()));
      assertEquals(List.of(expected), resumed(third.out()));
    }
  }

  @Test
  @DisplayName("a server that keeps no sessions leaves nothing for --session-out: exit code 1")
  void nothingToKeep() throws Exception {
    String session = file("session");
    try (Running server = server("--tickets=off", "--session-cache=0")) {
      Result client = GasketJar.run(folder, client(server.port(), "--session-out=" + session));
      assertEquals(1, client.exitCode());
      assertTrue(client.err().contains("gave nothing to resume by"), client.err());
      assertTrue(Files.notExists(Path.of(session)));
    }
  }

  private static final String LABEL = "EXPERIMENTAL-gasket";
  private static final Pattern OURS = Pattern.compile("KeyingMaterial." + LABEL + ": (\\S{80})\\R");
  private static final Pattern THEIRS = Pattern.compile("Keying material: (\\S{80})\\R");
  private static final String[] EXPORTING = {"-keymatexport", LABEL, "-keymatexportlen", "40"};

  @Test
  @DisplayName("--export prints what OpenSSL does, at the server and at the client")
  void exports() throws Exception {
    String option = "--export=" + LABEL + ":40";
    try (Running server = server(option);
        PeerProcess client = Openssl.client(server.port(), EXPORTING)) {
      assertEquals(client.await(THEIRS).group(1), server.awaitOutput(OURS).group(1));
    }
    try (Openssl.Server server = Openssl.server(PeerFiles.server(KeyKind.EC_P256), EXPORTING);
        Running client = GasketJar.start(folder, client(server.port(), option))) {
      assertEquals(server.process().await(THEIRS).group(1), client.awaitOutput(OURS).group(1));
    }
  }

  @Test
  @DisplayName("R in s_client: our server renegotiates as often as it may, then refuses")
  void opensslRenegotiates() throws Exception {
    try (Running server = server("--echo", "--renegotiation=once");
        PeerProcess client = Openssl.client(server.port())) {
      client.say("before");
      client.await("before");
      client.say("R");
      server.awaitOutput(Pattern.compile("Renegotiated with"));
      client.say("after");
      client.await(Pattern.compile("(?s)RENEGOTIATING.*after"));
      client.say("R");
      client.await("no renegotiation");
    }
  }

  @ParameterizedTest(name = "R in our client, s_server {0}: {1}")
  @CsvSource({"-client_renegotiation, Renegotiated", "-msg, refuses to renegotiate"})
  void renegotiates(String ofServer, String told) throws Exception {
    try (Openssl.Server server = Openssl.server(PeerFiles.server(KeyKind.EC_P256), ofServer);
        Running client = GasketJar.start(folder, client(server.port(), "--renegotiation=once"))) {
      type(client, "before");
      server.process().await("before");
      type(client, "R");
      type(client, "behind");
      server.process().await("behind");
      server.process().say("answer");
      client.awaitOutput(Pattern.compile("answer"));
      type(client, "Q");
      Result result = client.await();
      assertEquals(0, result.exitCode(), result.err());
      assertTrue((result.out() + result.err()).contains(told), result.out() + result.err());
    }
  }

  @Test
  @DisplayName("R and Q at our server: it asks its clients for a renegotiation, and ends them")
  void serverKeys() throws Exception {
    try (Running server = server("--echo", "--keys", "--renegotiation=3");
        PeerProcess client = Openssl.client(server.port())) {
      client.say("before");
      client.await("before");
      type(server, "R");
      server.awaitOutput(Pattern.compile("Renegotiated with"));
      client.say("after");
      client.await("after");
      type(server, "Q");
      assertEquals(0, server.await().exitCode());
      client.await("closed");
    }
  }

  @Test
  @DisplayName(
      "with renegotiation off those lines are data; by --keys they are keys, and R is refused")
  void noKeys() throws Exception {
    try (Running server = server("--echo")) {
      Result plain = GasketJar.feed("R\nQ\nR\n", folder, client(server.port()));
      assertEquals(0, plain.exitCode(), plain.err());
      assertTrue(plain.out().endsWith("R\nQ\nR\n"), plain.out());
      Result keys = GasketJar.feed("R\nafter\n", folder, client(server.port(), "--keys"));
      assertEquals(0, keys.exitCode(), keys.err());
      assertTrue(keys.err().contains("the context allows 0"), keys.err());
      assertTrue(keys.out().endsWith("after\n"), keys.out());
    }
  }
}
