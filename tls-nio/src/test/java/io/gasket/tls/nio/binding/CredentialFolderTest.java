package io.gasket.tls.nio.binding;

import static io.gasket.tls.nio.binding.FolderFiles.PERIOD;
import static io.gasket.tls.nio.binding.FolderFiles.identity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder holds for which name, and when it is read. */
@DisplayName("B1: a folder of certificates")
class CredentialFolderTest {
  @TempDir private Path path;
  private FolderFiles files;
  private CredentialFolder folder;

  @BeforeEach
  void describe() {
    files = new FolderFiles(path);
    folder = files.describe().build();
  }

  /** The subjects of what serves a name, best level first. */
  private List<List<String>> serves(String name) {
    CredentialStore store = folder.credentialsFor(name).orElse(CredentialStore.of());
    return store.candidates(name).stream()
        .map(
            level ->
                level.stream()
                    .map(c -> c.leaf().getSubjectX500Principal().getName().substring(3))
                    .toList())
        .toList();
  }

  @Test
  @DisplayName("an exact name goes before the wildcard, both before the default; PEM and PKCS#12")
  void names() throws Exception {
    files.put("www.example.org.pem", identity("exact"));
    files.putPkcs12("alone.test.p12", identity("alone"));
    files.put("_wildcard.example.org.pem", identity("wildcard"));
    files.put("default.pem", identity("default"));
    files.write("README", "nothing of interest");
    files.write("www.example.org.pem~", "neither");
    assertEquals(List.of(List.of("exact"), List.of("wildcard")), serves("www.example.org"));
    assertEquals(List.of(List.of("alone")), serves("alone.test"));
    assertEquals(List.of(List.of("wildcard")), serves("mail.example.org"));
    assertEquals(List.of(List.of("default")), serves("a.mail.example.org"));
    assertEquals(List.of(List.of("default")), serves("example.org"));
    assertEquals(List.of(List.of("default")), serves(null));
    assertEquals(List.of(), files.faults());
  }

  @Test
  @DisplayName("several certificates for one name, in the order of the file names")
  void variants() throws Exception {
    files.put("www.example.org.rsa.pem", TestPki.serverIdentity(KeyKind.RSA_2048));
    files.put("www.example.org.ecdsa.pem", identity("ecdsa"));
    files.put("www.example.org.pem", identity("plain"));
    files.put("www.example.org.2.pem", identity("second"));
    files.put("default.1.pem", identity("first default"));
    assertEquals(4, serves("www.example.org").get(0).size());
    assertEquals(
        List.of("second", "ecdsa", "plain"), serves("www.example.org").get(0).subList(0, 3));
    assertEquals(List.of(List.of("first default")), serves("www.example.org.rsa"));
    assertEquals(List.of(List.of("first default")), serves("default"));
  }

  @Test
  @DisplayName("nothing is read before it is asked for, nor again while it is fresh or unchanged")
  void onDemand() throws Exception {
    files.put("a.test.pem", identity("a"));
    files.put("b.test.pem", identity("b"));
    assertEquals(List.of(), files.loaded());
    CredentialStore first = folder.credentialsFor("a.test").orElseThrow();
    assertSame(first, folder.credentialsFor("a.test").orElseThrow());
    files.pass(PERIOD.multipliedBy(10));
    assertSame(first, folder.credentialsFor("A.Test").orElseThrow());
    assertEquals(List.of("a.test.pem"), files.loaded());
  }

  @Test
  @DisplayName("a file that changes, comes or goes is seen after the period, not before")
  void reloads() throws Exception {
    files.put("a.test.pem", identity("old"));
    assertEquals(List.of(List.of("old")), serves("a.test"));
    files.put("a.test.pem", identity("new"));
    files.put("b.test.pem", identity("b"));
    files.pass(PERIOD.minusMillis(1));
    assertEquals(List.of(List.of("old")), serves("a.test"));
    assertEquals(List.of(), serves("b.test"));
    files.pass(Duration.ofMillis(1));
    assertEquals(List.of(List.of("new")), serves("a.test"));
    assertEquals(List.of(List.of("b")), serves("b.test"));
    files.delete("a.test.pem");
    files.pass(PERIOD);
    assertEquals(List.of(), serves("a.test"));
    files.put("_wildcard.test.pem", identity("wildcard"));
    files.pass(PERIOD);
    assertEquals(List.of(List.of("b"), List.of("wildcard")), serves("b.test"));
    files.put("_wildcard.test.pem", identity("wildcard two"));
    files.pass(PERIOD);
    assertEquals(List.of(List.of("b"), List.of("wildcard two")), serves("b.test"));
    assertEquals(List.of(), files.faults());
  }

  @Test
  @DisplayName("a file replaced in the same instant by one as long is seen by its file key")
  void sameInstant() throws Exception {
    Path file = path.resolve("a.test.pem");
    String old = FolderFiles.pem(identity("1"));
    files.write("a.test.pem", old);
    FileTime then = Files.getLastModifiedTime(file);
    assertEquals(List.of(List.of("1")), serves("a.test"));
    String other = FolderFiles.pem(identity("2"));
    int longest = Math.max(old.length(), other.length());
    files.write("a.test.pem", old + " ".repeat(longest - old.length()));
    Files.setLastModifiedTime(file, then);
    files.pass(PERIOD);
    assertEquals(List.of(List.of("1")), serves("a.test"));
    Path beside =
        Files.writeString(path.resolve("new"), other + " ".repeat(longest - other.length()));
    Files.setLastModifiedTime(beside, then);
    Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    files.pass(PERIOD);
    assertEquals(List.of(List.of("2")), serves("a.test"));
  }

  @Test
  @DisplayName("a clock that is set back does not keep the folder from being looked at")
  void clockSetBack() throws Exception {
    assertEquals(List.of(), serves("a.test"));
    files.put("a.test.pem", identity("a"));
    files.pass(Duration.ofDays(-1));
    assertEquals(List.of(List.of("a")), serves("a.test"));
  }

  @Test
  @DisplayName(
      "a broken file is told once, by name and fault; what it held before goes on to serve")
  void brokenFile() throws Exception {
    files.put("a.test.pem", identity("good"));
    assertEquals(List.of(List.of("good")), serves("a.test"));
    files.write("a.test.pem", "half a cert");
    for (int i = 0; i < 3; i++) {
      files.pass(PERIOD);
      assertEquals(List.of(List.of("good")), serves("a.test"));
    }
    List<String> faults = files.faults();
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(
        faults.get(0).startsWith("a.test.pem: " + path.resolve("a.test.pem") + ": no PEM block"),
        faults::toString);
    files.put("a.test.pem", identity("mended"));
    files.pass(PERIOD);
    assertEquals(List.of(List.of("mended")), serves("a.test"));
  }

  @Test
  @DisplayName("a file that never was good serves nobody: the wildcard does, or the default")
  void neverGood() throws Exception {
    files.write("a.test.pem", "nothing");
    assertEquals(List.of(), serves("a.test"));
    files.put("default.pem", identity("default"));
    files.pass(PERIOD);
    assertEquals(List.of(List.of("default")), serves("a.test"));
    files.put("_wildcard.test.pem", identity("wildcard"));
    files.pass(PERIOD);
    assertEquals(List.of(List.of("wildcard")), serves("a.test"));
    assertEquals(1, files.faults().size());
  }

  @Test
  @DisplayName("a key of another certificate, a wrong password, a folder by a file's name: told")
  void otherFaults() throws Exception {
    Identity one = identity("one");
    Identity other = identity("other");
    files.put("key.test.pem", new Identity(one.chain(), other.key()));
    files.putPkcs12("p12.test.p12", one);
    Files.createDirectory(path.resolve("folder.test.pem"));
    files.put("*.test.pem", one);
    CredentialFolder wrong = files.describe().password("wrong".toCharArray()).build();
    for (String name : List.of("key.test", "p12.test", "folder.test", "a.test")) {
      assertTrue(wrong.credentialsFor(name).isEmpty(), name);
    }
    String faults = String.join("\n", files.faults());
    assertTrue(faults.contains("the private key does not belong to certificate"), faults);
    assertTrue(faults.contains("p12.test.p12: the password is wrong"), faults);
    assertTrue(faults.contains("folder.test.pem: is no regular file"), faults);
    assertTrue(faults.contains("is not named for a host: write HOST.pem"), faults);
  }

  @Test
  @DisplayName("a folder that cannot be listed is told once; what was known goes on to serve")
  void lostFolder() throws Exception {
    Path inner = Files.createDirectory(path.resolve("inner"));
    FolderFiles innerFiles = new FolderFiles(inner);
    innerFiles.put("a.test.pem", identity("a"));
    folder = innerFiles.describe().build();
    assertEquals(List.of(List.of("a")), serves("a.test"));
    Files.move(inner, path.resolve("elsewhere"));
    for (int i = 0; i < 3; i++) {
      innerFiles.pass(PERIOD);
      assertEquals(List.of(List.of("a")), serves("a.test"));
    }
    List<String> faults = innerFiles.faults();
    assertEquals(
        1, faults.stream().filter(f -> f.contains("cannot be listed")).count(), faults::toString);
    Files.move(path.resolve("elsewhere"), inner);
    innerFiles.put("a.test.pem", identity("again"));
    innerFiles.pass(PERIOD);
    assertEquals(List.of(List.of("again")), serves("a.test"));
  }

  @ParameterizedTest
  @DisplayName("a hostile name is no path: it finds nothing, and nothing outside the folder")
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../outside.test",
        "..\\outside.test",
        "/etc/passwd",
        "inner/a.test",
        "a.test\0",
        "a.test\0.pem",
        "a.test.",
        "a.test.pem",
        "*.test",
        "*.other",
        "_wildcard.test",
        "*",
        "default",
        "a..test",
        "-a.test",
        "a.test%2e",
        "file:a.test",
        "192.0.2.1",
        "::1",
        "\u212a.test",
        "a\n.test"
      })
  void hostileNames(String name) throws Exception {
    Path inner = Files.createDirectory(path.resolve("inner"));
    FolderFiles innerFiles = new FolderFiles(inner);
    innerFiles.put("a.test.pem", identity("a"));
    innerFiles.put("_wildcard.other.pem", identity("wildcard"));
    files.put("outside.test.pem", identity("outside"));
    folder = innerFiles.describe().build();
    assertEquals(List.of(), serves(name));
    assertEquals(List.of(), innerFiles.loaded());
    assertEquals(0, folder.size());
  }

  @Test
  @DisplayName("names that nobody has cost no memory and no look at the disk")
  void randomNames() throws Exception {
    files.put("_wildcard.example.org.pem", identity("wildcard"));
    assertEquals(List.of(List.of("wildcard")), serves("a.example.org"));
    // Whoever looked now would fail and tell it.
    Files.move(path.resolve("_wildcard.example.org.pem"), path.resolve("moved"));
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      String label = Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
      assertTrue(folder.credentialsFor(label + ".test").isEmpty());
      assertSame(
          folder.credentialsFor("a.example.org").orElseThrow(),
          folder.credentialsFor(label + ".example.org").orElseThrow());
    }
    assertEquals(1, folder.size());
    assertEquals(List.of(), files.faults());
  }

  @Test
  @DisplayName("no more names stay in memory than the capacity; the others are read again")
  void capacity() throws Exception {
    Identity one = identity("one");
    for (int i = 0; i < 5; i++) {
      files.put("h" + i + ".test.pem", one);
    }
    folder = files.describe().capacity(2).build();
    for (int i = 0; i < 5; i++) {
      assertEquals(List.of(List.of("one")), serves("h" + i + ".test"));
      assertTrue(folder.size() <= 2);
    }
    assertEquals(5, files.loaded().size());
    assertEquals(List.of(List.of("one")), serves("h4.test"));
    assertEquals(List.of(), files.loaded());
    assertEquals(List.of(List.of("one")), serves("h0.test"));
    assertEquals(List.of("h0.test.pem"), files.loaded());
  }

  @Test
  @DisplayName("a description that makes no sense is refused")
  void description() {
    assertThrows(IllegalArgumentException.class, () -> files.describe().capacity(0));
    assertThrows(IllegalArgumentException.class, () -> files.describe().period(Duration.ZERO));
  }
}
