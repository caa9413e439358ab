package io.gasket.tls.interop.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.binding.Endpoint;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("B1: server --bindings")
final class BindingsOptionTest {
  @TempDir private Path folder;

  private Path write(String text) throws Exception {
    for (KeyKind kind : List.of(KeyKind.EC_P256, KeyKind.RSA_2048, KeyKind.ED25519)) {
      List<Path> unused = TestPki.serverIdentity(kind).writePem(folder, kind.name());
    }
    return Files.writeString(folder.resolve("bindings"), text);
  }

  @Test
  @DisplayName("OpenSSL gets the certificate of the address it came to and the name it asks for")
  void openssl() throws Exception {
    Openssl.require();
    Path file =
        write(
            """
            # address:port  host             files
            127.0.0.1:*     www.example.org  RSA_2048.crt RSA_2048.key
            127.0.0.1:*     *.wild.example.org ED25519.crt ED25519.key   # one label
            127.0.0.1:*     *                EC_P256.crt EC_P256.key

            127.0.0.2:*     www.example.org  ED25519.crt ED25519.key
            127.0.0.2:*     *                RSA_2048.crt RSA_2048.key
            127.0.0.2:*     unknown=refuse
            """);
    try (RunningServer server = new RunningServer("--port=0", "--bindings=" + file)) {
      InetSocketAddress first = server.addresses().get(0);
      assertShown(first, "www.example.org", KeyKind.RSA_2048);
      assertShown(first, "a.wild.example.org", KeyKind.ED25519);
      assertShown(first, "unknown.test", KeyKind.EC_P256);
      assertShown(first, null, KeyKind.EC_P256);
      InetSocketAddress second = server.addresses().get(1);
      assertShown(second, "www.example.org", KeyKind.ED25519);
      assertShown(second, null, KeyKind.RSA_2048);
      try (PeerProcess client = connect(second, "unknown.test")) {
        client.await("SSL alert number " + Alert.UNRECOGNIZED_NAME.code());
      }
    }
  }

  private static PeerProcess connect(InetSocketAddress address, String name) throws Exception {
    String host = address.getAddress().getHostAddress() + ":" + address.getPort();
    String[] named =
        name == null ? new String[] {"-noservername"} : new String[] {"-servername", name};
    // The later -connect counts.
    return Openssl.client(address.getPort(), Openssl.with(named, "-connect", host));
  }

  private static void assertShown(InetSocketAddress address, String name, KeyKind expected)
      throws Exception {
    try (PeerProcess client = connect(address, name)) {
      client.await("subject=CN = localhost, OU = " + expected + ", O = Gasket Tests");
      client.say("hello");
      client.await("Verify return code: 0 (ok)");
    }
  }

  @Test
  @DisplayName("each address and port of the table is listened on, one on all addresses once")
  void addresses() throws Exception {
    String files = " * EC_P256.crt EC_P256.key\n";
    Path file =
        write(
            Stream.of("127.0.0.1:8443", "*:9443", "127.0.0.1:9443", "127.0.0.3:*", "[::1]:443", "*")
                .map(endpoint -> endpoint + files)
                .reduce("", String::concat));
    assertEquals(
        List.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 8443),
            new InetSocketAddress(9443),
            new InetSocketAddress("127.0.0.3", 1234),
            new InetSocketAddress(Endpoint.parse("[::1]:443").address().orElseThrow(), 443),
            new InetSocketAddress("127.0.0.9", 1234)),
        RunningServer.service("--port=1234", "--host=127.0.0.9", "--bindings=" + file).addresses());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("what is wrong is told with file and line")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localhost:1 * EC_P256.crt EC_P256.key | "localhost:1" is not ADDRESS:PORT
          *:70000 * EC_P256.crt EC_P256.key     | the port in "*:70000" is not 1 to 65535
          *:1                                   | expected ADDRESS:PORT HOST CHAIN.pem KEY.pem
          *:1 a b c d                           | expected ADDRESS:PORT HOST CHAIN.pem KEY.pem
          *:1 a..b EC_P256.crt EC_P256.key      | host pattern "a..b" is refused
          *:1 * EC_P256.crt RSA_2048.key        | the private key (RSA) cannot sign
          *:1 * absent.pem                      | absent.pem: no such file
          *:1 * some.p12 EC_P256.key            | a PKCS#12 file holds its key
          *:1 unknown=perhaps                   | unknown=refuse or unknown=default, not perhaps
          *:1 unknown=default                   | unknown names at *:1 were decided before
          """)
  void faults(String wrong, String expected) throws Exception {
    Path file = write("# a comment\n*:1 unknown=default\n\n" + wrong + "\n");
    ProgramFailure failure =
        assertThrows(ProgramFailure.class, () -> RunningServer.service("--bindings=" + file));
    assertTrue(failure.getMessage().startsWith(file + ":4: "), failure::getMessage);
    assertTrue(failure.getMessage().contains(expected), failure::getMessage);
  }

  @Test
  @DisplayName(
      "so is a file that binds nothing, or is no text; other sources beside it are refused")
  void otherFaults() throws Exception {
    assertFails("binds nothing", "--bindings=" + write("# nothing\n"));
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
    assertFails("is no text in UTF-8", "--bindings=" + binary);
    Path file = write("*:1 unknown=refuse\n");
    assertFails("at least one binding", "--bindings=" + file);
    assertFails("--bindings takes the place of", "--bindings=" + file, "--cert=a.pem");
    assertFails("--bindings takes the place of", "--bindings=" + file, "--sni=a.test=a.pem");
    assertFails("--bindings takes the place of", "--bindings=" + file, "--cert-folder=" + folder);
    Path refusing = write("*:1 * EC_P256.crt EC_P256.key\n*:2 unknown=refuse\n");
    assertFails("*:2, to which nothing is bound", "--bindings=" + refusing);
  }

  private static void assertFails(String expected, String... options) {
    ProgramFailure failure =
        assertThrows(ProgramFailure.class, () -> RunningServer.service(options));
    assertTrue(failure.getMessage().contains(expected), failure::getMessage);
  }
}
