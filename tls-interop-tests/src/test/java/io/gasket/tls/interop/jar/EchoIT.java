package io.gasket.tls.interop.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.testing.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E2, E3, E4: echo server and clients, in one process and in two. */
final class EchoIT {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)^IsMutuallyAuthenticated: True\nIsServer: (True|False)\n(?:.+\n)*?"
              + "RemoteCertificate.Subject: (.+)\nRemoteCertificate.Thumbprint: ([0-9A-F]{40})\n"
              + "LocalCertificate.Issuer: CN=Gasket demo root CA\n"
              + "LocalCertificate.Subject: (.+)\nLocalCertificate.Thumbprint: ([0-9A-F]{40})$");

  private static final Pattern STATISTICS =
      Pattern.compile(
          "(?m)^Read operations: (\\d+)\nWrite operations: (\\d+)\n"
              + "Bytes received: (\\d+)\nBytes sent: (\\d+)$");

  @TempDir private Path folder;

  @BeforeEach
  void makeCertificates() throws Exception {
    assertEquals(0, GasketJar.run(folder, "certs", "--out", ".").exitCode());
  }

  @ParameterizedTest
  @DisplayName("the demo prints blocks, progress, statistics, rate, heap and threads")
  @ValueSource(strings = {"default", "bc"})
  void demo(String provider) throws Exception {
    Programs.require("openssl");
    GasketJar.Result demo =
        GasketJar.run(
            folder, "demo", "--seconds=2", "--clients=8", "--dir=demo", "--provider=" + provider);
    assertEquals(0, demo.exitCode(), demo.err());
    assertBlocks(demo.out(), demo.out(), "demo/");
    assertEquals(8, lines(demo.out(), "Client connection \\S+ accepted. \\d clients connected.*"));
    assertEquals(2, lines(demo.out(), " *[12] s: [0-9.,]+ round trips/s"));
    Matcher statistics = STATISTICS.matcher(demo.out());
    assertTrue(statistics.find(), demo.out());
    long serverReceived = Long.parseLong(statistics.group(3));
    assertTrue(statistics.find(), demo.out());
    assertEquals(serverReceived, Long.parseLong(statistics.group(4)));
    assertTrue(
        demo.lastLines(4)
            .matches(
                "\\d+ round trips/s\n\\d+ round trips/min\nHeap in use: \\d+ MiB\n"
                    + "Threads: 3 \\(main, echo-server, echo-clients\\), .*"),
        demo::out);
  }

  @Test
  @DisplayName("server and clients as two processes; Ctrl-C ends the server with its statistics")
  void twoProcesses() throws Exception {
    Programs.require("openssl");
    try (GasketJar.Running server =
        GasketJar.start(folder, "echo-server", "--port=0", "--p12=server.p12")) {
      GasketJar.Result clients =
          GasketJar.run(
              folder,
              "echo-client",
              "localhost:" + server.port(),
              "--p12=client.p12",
              "--clients=3",
              "--seconds=1");
      assertEquals(0, clients.exitCode(), clients.err());
      server.interrupt();
      String served = server.await().out();
      assertBlocks(served, clients.out(), "");
      Matcher theirs = STATISTICS.matcher(clients.out());
      Matcher ours = STATISTICS.matcher(served);
      assertTrue(theirs.find() && ours.find(), served);
      assertEquals(theirs.group(4), ours.group(3));
      assertEquals(ours.group(4), theirs.group(3));
      assertNotEquals("0", ours.group(3));
    }
  }

  @Test
  @DisplayName("clients without a certificate are refused, and say so in one line")
  void needsCertificate() throws Exception {
    try (GasketJar.Running server =
        GasketJar.start(
            folder,
            "echo-server",
            "--port=0",
            "--cert=server.pem",
            "--key=server.key",
            "--ca=ca.pem")) {
      GasketJar.Result clients =
          GasketJar.run(
              folder, "echo-client", "localhost:" + server.port(), "--ca=ca.pem", "--clients=2");
      assertEquals(1, clients.exitCode());
      assertEquals(1, clients.err().lines().count(), clients.err());
      assertTrue(clients.err().contains("ALERT_RECEIVED[600]"), clients.err());
      server.awaitOutput(Pattern.compile("NO_CERTIFICATE\\[401\\].*alert sent"));
    }
  }

  /** Each side's block names both certificates, by the thumbprints that openssl computes. */
  private void assertBlocks(String serverOut, String clientOut, String files) {
    String server = thumbprint(files + "server.pem");
    String client = thumbprint(files + "client.pem");
    assertTrue(blocks(serverOut).contains(List.of("True", client, server)), serverOut);
    assertTrue(blocks(clientOut).contains(List.of("False", server, client)), clientOut);
  }

  private static List<List<String>> blocks(String out) {
    return BLOCK
        .matcher(out)
        .results()
        .map(found -> List.of(found.group(1), found.group(3), found.group(5)))
        .toList();
  }

  private String thumbprint(String file) {
    return Programs.run(folder, "openssl", "x509", "-noout", "-fingerprint", "-sha1", "-in", file)
        .replaceAll(".*=|:|\\s", "");
  }

  private static long lines(String out, String pattern) {
    return out.lines().filter(line -> line.matches(pattern)).count();
  }
}
