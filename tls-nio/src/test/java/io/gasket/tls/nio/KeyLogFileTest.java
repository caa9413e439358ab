package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.event.KeyLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key log in a file. */
class KeyLogFileTest {
  private static final byte[] RANDOM = new byte[32];
  private static final byte[] SECRET = new byte[48];
  private static final String LINE = KeyLog.nssLine(RANDOM, SECRET);

  @TempDir private Path folder;

  @Test
  @DisplayName("lines are there at once, and are appended to those of other days")
  void appends() throws IOException {
    Path file = folder.resolve("keys");
    try (KeyLogFile log = KeyLogFile.appendTo(file)) {
      log.clientRandom(RANDOM, SECRET);
      assertEquals(LINE, Files.readString(file));
    }
    try (KeyLogFile log = KeyLogFile.appendTo(file)) {
      log.clientRandom(RANDOM, SECRET);
    }
    assertEquals(LINE + LINE, Files.readString(file));
  }

  @Test
  @DisplayName("a new file is its owner's alone")
  void ownersOnly() throws IOException {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "skipped, because the file system knows no owners");
    Path file = folder.resolve("keys");
    KeyLogFile.appendTo(file).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  @DisplayName("a file that cannot be written is told of at once, a line that cannot too")
  void failures() throws IOException {
    assertThrows(NoSuchFileException.class, () -> KeyLogFile.appendTo(folder.resolve("none/keys")));
    KeyLogFile closed = KeyLogFile.appendTo(folder.resolve("keys"));
    closed.close();
    assertThrows(UncheckedIOException.class, () -> closed.clientRandom(RANDOM, SECRET));
  }
}
