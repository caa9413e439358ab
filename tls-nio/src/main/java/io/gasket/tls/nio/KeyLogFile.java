package io.gasket.tls.nio;

import io.gasket.tls.event.KeyLog;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A key log in a file, in the NSS format that Wireshark reads ({@code tls.keylog_file}). A new file
 * is for its owner's eyes only, where the file system knows owners; to an old one lines are
 * appended. <b>Whoever reads the file reads the connections.</b> Thread-safe; each handshake is
 * written at once, and one whose line cannot be written fails.
 */
public final class KeyLogFile implements KeyLog, Closeable {
  private final OutputStream out;

  private KeyLogFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Opens or makes the file.
   *
   * @throws IOException when it cannot be written
   */
  public static KeyLogFile appendTo(Path file) throws IOException {
    try {
      Files.createFile(file, forOwnerOnly(file));
    } catch (FileAlreadyExistsException there) {
      // Lines are appended to it.
    }
    return new KeyLogFile(Files.newOutputStream(file, StandardOpenOption.APPEND));
  }

  @Override
  public void clientRandom(byte[] clientRandom, byte[] masterSecret) {
    String line = KeyLog.nssLine(clientRandom, masterSecret);
    try {
      // One call, which the operating system appends as a whole.
      out.write(line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static FileAttribute<?>[] forOwnerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
