package io.gasket.tls.interop.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.testing.Programs;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E1: one command makes certificates that openssl and the JDK take. */
final class CertsIT {
  private static final List<String> FILES =
      List.of(
          "ca.pem",
          "server.pem",
          "server.key",
          "server.p12",
          "client.pem",
          "client.key",
          "client.p12");

  @TempDir private Path folder;

  @ParameterizedTest
  @DisplayName("openssl verifies the chains, for their purpose, and opens keys and PKCS#12 files")
  @ValueSource(strings = {"ec", "rsa"})
  void forOpenssl(String kind) throws Exception {
    Programs.require("openssl");
    GasketJar.Result made =
        GasketJar.run(
            folder, "certs", "--out", ".", "--key", kind, "--host", "a.example", "192.0.2.7");
    assertEquals(0, made.exitCode(), made.err());
    FILES.forEach(file -> assertTrue(made.out().contains("wrote ./" + file), made.out()));

    for (String who : List.of("server", "client")) {
      String purpose = "ssl" + who;
      String verdict =
          openssl("verify -x509_strict -CAfile ca.pem -purpose " + purpose + " " + who + ".pem");
      assertEquals(who + ".pem: OK", verdict.strip());
      assertTrue(openssl("pkey -noout -check -in " + who + ".key").contains("valid"));
      String store = openssl("pkcs12 -passin pass:changeit -nodes -in " + who + ".p12");
      assertEquals(1, store.split("-----BEGIN PRIVATE KEY-----", -1).length - 1, store);
    }
    for (String host : List.of("localhost", "a.example")) {
      openssl("verify -CAfile ca.pem -verify_hostname " + host + " server.pem");
    }
    for (String address : List.of("127.0.0.1", "::1", "192.0.2.7")) {
      openssl("verify -CAfile ca.pem -verify_ip " + address + " server.pem");
    }
  }

  @Test
  @DisplayName("a JDK KeyStore opens the PKCS#12 files: key, chain to the root, trusted root")
  void forTheJdk() throws Exception {
    GasketJar.Result made = GasketJar.run(folder, "certs", "--out", ".", "--password", "secure-pw");
    assertEquals(0, made.exitCode(), made.err());
    for (String who : List.of("server", "client")) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(folder.resolve(who + ".p12"))) {
        store.load(in, "secure-pw".toCharArray());
      }
      assertEquals("EC", store.getKey(who, "secure-pw".toCharArray()).getAlgorithm());
      assertEquals(2, store.getCertificateChain(who).length);
      assertTrue(store.isCertificateEntry("ca"));
    }
  }

  @Test
  @DisplayName("files with a private key are their owner's alone")
  void permissions() throws Exception {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "skipped, because the file system knows no POSIX permissions");
    GasketJar.run(folder, "certs", "--out", ".");
    for (String file : FILES) {
      String expected = file.endsWith(".pem") ? "rw-r--r--" : "rw-------";
      assertEquals(
          expected,
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))),
          file);
    }
  }

  private String openssl(String arguments) {
    return Programs.run(folder, ("openssl " + arguments).split(" "));
  }
}
