package io.gasket.tls.interop.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.peer.Jsse;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** [P5 B4] The server and the client programs with curl, OpenSSL and the JDK's HTTP clients. */
@DisplayName("The programs and other peers")
final class OtherPeersIT {
  @TempDir private static Path folder;

  private static GasketJar.Running server;

  @BeforeAll
  static void startServer() throws Exception {
    server = start("--http", "--alpn=http/1.1", "--client-auth=want");
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  private static GasketJar.Running start(String... options) throws Exception {
    List<Path> files =
        TestPki.serverIdentity(KeyKind.RSA_2048).writePem(folder, "server" + options.length);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "server",
                "--port=0",
                "--cert=" + files.get(0),
                "--key=" + files.get(1),
                "--ca=" + PeerFiles.anchors()));
    arguments.addAll(List.of(options));
    return GasketJar.start(folder, arguments.toArray(String[]::new));
  }

  private static String url() throws Exception {
    return "https://localhost:" + server.port() + "/facts";
  }

  private static void assertFacts(String answer, boolean mutual) {
    assertTrue(answer.contains("IsServer: True"), answer);
    assertTrue(answer.contains("IsMutuallyAuthenticated: " + (mutual ? "True" : "False")), answer);
  }

  @ParameterizedTest(name = "curl {0}")
  @ValueSource(strings = {"--http1.1", "--http2", "--curves X25519", "--curves P-521"})
  void curl(String options) throws Exception {
    Programs.require("curl");
    String command = "curl --silent --show-error --fail --cacert " + PeerFiles.anchors();
    String answer = Programs.run(folder, (command + " " + options + " " + url()).split(" ", -1));
    assertFacts(answer, false);
  }

  @ParameterizedTest(name = "curl with a client certificate of {0}")
  @EnumSource(names = {"EC_P256", "RSA_2048"})
  void curlWithCertificate(KeyKind key) throws Exception {
    Programs.require("curl");
    List<Path> files = TestPki.clientIdentity(key).writePem(folder, "client" + key);
    List<String> command =
        List.of(
            "curl",
            "--silent",
            "--show-error",
            "--fail",
            "--cacert",
            PeerFiles.anchors().toString(),
            "--cert",
            files.get(0).toString(),
            "--key",
            files.get(1).toString(),
            url());
    assertFacts(Programs.run(folder, command), true);
  }

  @ParameterizedTest(name = "java.net.http with {0}")
  @EnumSource(HttpClient.Version.class)
  void httpClient(HttpClient.Version version) throws Exception {
    HttpClient client =
        HttpClient.newBuilder().sslContext(Jsse.context(null)).version(version).build();
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url())).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode());
    assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
    assertFacts(answer.body(), false);
  }

  @ParameterizedTest(name = "HttpsURLConnection, with a certificate: {0}")
  @ValueSource(booleans = {false, true})
  void urlConnection(boolean mutual) throws Exception {
    SSLContext context = Jsse.context(mutual ? TestPki.clientIdentity(KeyKind.EC_P256) : null);
    HttpsURLConnection connection = (HttpsURLConnection) URI.create(url()).toURL().openConnection();
    connection.setSSLSocketFactory(context.getSocketFactory());
    try (InputStream body = connection.getInputStream()) {
      assertFacts(new String(body.readAllBytes(), StandardCharsets.UTF_8), mutual);
    }
  }

  @Test
  @DisplayName("s_client and server --echo")
  void echo() throws Exception {
    Openssl.require();
    try (GasketJar.Running echo = start("--echo");
        PeerProcess client = Openssl.client(echo.port(), "-brief")) {
      client.say("once more");
      client.await("once more");
      client.endInput();
      assertEquals(0, client.exitCode(), client::output);
    }
  }

  @Test
  @DisplayName("client --get and s_server -www")
  void get() throws Exception {
    Openssl.require();
    try (Openssl.Server www = Openssl.server(PeerFiles.server(KeyKind.EC_P256), "-www")) {
      GasketJar.Result client =
          GasketJar.run(
              folder,
              "client",
              "localhost:" + www.port(),
              "--ca=" + PeerFiles.anchors(),
              "--get=/");
      assertEquals(0, client.exitCode(), client.err());
      assertTrue(client.out().contains("HTTP/1.0 200 ok"), client.out());
      assertTrue(client.out().contains("Cipher    : ECDHE-ECDSA-"), client.out());
    }
  }
}
