package io.gasket.tls.interop.token;

import io.gasket.tls.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** A new, empty PKCS#11 token of SoftHSM2 in a folder. */
final class SoftToken {
  static final String PIN = "1234";

  private static final String LABEL = "gasket";
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;

  private SoftToken(Path folder) {
    this.folder = folder;
  }

  /** Makes a token; skips the test without SoftHSM2, or fails it where it must be there. */
  static SoftToken in(Path folder) throws IOException, InterruptedException {
    Programs.require("softhsm2-util");
    SoftToken token = new SoftToken(folder);
    Files.writeString(
        folder.resolve("softhsm2.conf"),
        """
        directories.tokendir = %s
        objectstore.backend = file
        """
            .formatted(Files.createDirectory(folder.resolve("tokens"))));
    ProcessBuilder initialize =
        new ProcessBuilder(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            LABEL,
            "--pin",
            PIN,
            "--so-pin",
            PIN);
    initialize.environment().putAll(token.environment());
    Process process =
        initialize.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    Assertions.assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    Assertions.assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
    return token;
  }

  /** What a process that uses the token needs in its environment. */
  Map<String, String> environment() {
    return Map.of("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
  }

  /**
   * A configuration of SunPKCS11 for the token, under which private keys that are put there can
   * never be read again.
   */
  Path configuration() throws IOException {
    return Files.writeString(
        folder.resolve("pkcs11.cfg"),
        """
        name = SoftToken
        library = %s
        slotListIndex = 0
        attributes(*,CKO_PRIVATE_KEY,*) = {
          CKA_TOKEN = true
          CKA_SIGN = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
        }
        """
            .formatted(library()));
  }

  private static Path library() {
    List<Path> known =
        Stream.of("/usr/lib/softhsm", "/usr/lib64/softhsm", "/usr/local/lib/softhsm")
            .map(place -> Path.of(place, "libsofthsm2.so"))
            .toList();
    return known.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError("softhsm2-util without its library in " + known));
  }
}
