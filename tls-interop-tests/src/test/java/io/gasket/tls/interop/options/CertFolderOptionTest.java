package io.gasket.tls.interop.options;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("B1: server --cert-folder, with OpenSSL")
final class CertFolderOptionTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;

  /** Chain and key in one file, there in one step. */
  private void put(String name, KeyKind kind) throws Exception {
    List<Path> pem = TestPki.serverIdentity(kind).writePem(folder, "written");
    Path both = folder.resolve("both");
    Files.writeString(both, Files.readString(pem.get(0)) + Files.readString(pem.get(1)));
    Files.move(both, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String printed(RunningServer server, String name) throws Exception {
    try (PeerProcess client =
        Openssl.client(server.addresses().get(0).getPort(), "-servername", name)) {
      client.endInput();
      return client.outputAtEnd();
    }
  }

  private static String subject(KeyKind kind) {
    return "subject=CN = localhost, OU = " + kind + ", O = Gasket Tests";
  }

  private static void assertPrinted(String expected, String printed) {
    assertTrue(printed.contains(expected), printed);
  }

  @Test
  @DisplayName("the name's file serves, the wildcard's, the default's; a new file is seen live")
  void serves() throws Exception {
    Openssl.require();
    put("www.example.org.pem", KeyKind.RSA_2048);
    put("_wildcard.example.org.pem", KeyKind.ED25519);
    try (RunningServer server = new RunningServer("--port=0", "--cert-folder=" + folder)) {
      assertPrinted(subject(KeyKind.RSA_2048), printed(server, "www.example.org"));
      assertPrinted(subject(KeyKind.ED25519), printed(server, "WILD.example.org"));
      try (PeerProcess unknown =
          Openssl.client(server.addresses().get(0).getPort(), "-servername", "unknown.test")) {
        unknown.await("SSL alert number " + Alert.UNRECOGNIZED_NAME.code());
      }
      put("www.example.org.pem", KeyKind.EC_P384);
      put("default.pem", KeyKind.EC_P256);
      awaitPrinted(subject(KeyKind.EC_P384), server, "www.example.org");
      assertPrinted(subject(KeyKind.EC_P256), printed(server, "unknown.test"));
      Files.writeString(folder.resolve("www.example.org.pem"), "broken");
      Files.delete(folder.resolve("_wildcard.example.org.pem"));
      awaitPrinted(subject(KeyKind.EC_P256), server, "wild.example.org");
      assertPrinted(subject(KeyKind.EC_P384), printed(server, "www.example.org"));
    }
  }

  /** Connects until the new file is seen, which takes a period of two seconds. */
  private static void awaitPrinted(String expected, RunningServer server, String name)
      throws Exception {
    long start = System.nanoTime();
    String printed = printed(server, name);
    while (!printed.contains(expected) && System.nanoTime() - start < PATIENCE_NANOS) {
      printed = printed(server, name);
    }
    assertPrinted(expected, printed);
  }

  @Test
  @DisplayName("--cert serves where the folder has nothing")
  void besideCertificate() throws Exception {
    Openssl.require();
    put("www.example.org.pem", KeyKind.RSA_2048);
    List<Path> own = TestPki.serverIdentity(KeyKind.EC_P256).writePem(folder, "own");
    try (RunningServer server =
        new RunningServer(
            "--port=0", "--cert-folder=" + folder, "--cert=" + own.get(0), "--key=" + own.get(1))) {
      assertPrinted(subject(KeyKind.EC_P256), printed(server, "unknown.test"));
      assertPrinted(subject(KeyKind.RSA_2048), printed(server, "www.example.org"));
    }
  }

  @Test
  @DisplayName("what is no folder is told at the start")
  void noFolder() {
    Path absent = folder.resolve("absent");
    ProgramFailure failure =
        assertThrows(ProgramFailure.class, () -> RunningServer.service("--cert-folder=" + absent));
    assertTrue(failure.getMessage().startsWith(absent + ": is no folder"), failure::getMessage);
  }
}
