package io.gasket.tls.nio.binding;

import io.gasket.tls.credential.Credential;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Objects;

/**
 * What came of reading a file of a folder. Immutable.
 *
 * @param path the file
 * @param stamp what it looked like just before it was last read with success, or null
 * @param credential what it held then, or null when it never could be read
 * @param fault why it cannot be read now, or null
 */
record FolderFile(Path path, Stamp stamp, Credential credential, String fault) {
  /** How a change shows: a file that is replaced has another key, even in the same instant. */
  private record Stamp(FileTime modified, long size, Object fileKey) {}

  /** One that was not read yet. */
  static FolderFile unread(Path path) {
    return new FolderFile(path, null, null, null);
  }

  /**
   * The same where nothing has changed, else one read anew. One that cannot be read keeps the
   * credential it had and tells the listener, once for each fault.
   */
  FolderFile refreshed(char[] password, CredentialFolder.Listener listener) {
    try {
      Stamp now = stampOf(path);
      if (fault == null && now.equals(stamp)) {
        return this;
      }
      Credential read = read(password);
      listener.loaded(path, read);
      return new FolderFile(path, now, read, null);
    } catch (IOException e) {
      String text = String.valueOf(e.getMessage());
      if (text.equals(fault)) {
        return this;
      }
      listener.fault(path, e);
      return new FolderFile(path, stamp, credential, text);
    }
  }

  private Credential read(char[] password) throws IOException {
    boolean pem = path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".pem");
    return pem ? Credential.fromPem(path, path, password) : Credential.fromPkcs12(path, password);
  }

  private static Stamp stampOf(Path path) throws IOException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (FileSystemException e) {
      // Its own message is often the name alone.
      throw new IOException(path + ": cannot be looked at: " + e, e);
    }
    if (!now.isRegularFile()) {
      // Reading a pipe would wait for its writer.
      throw new IOException(path + ": is no regular file");
    }
    return new Stamp(
        now.lastModifiedTime(), now.size(), Objects.requireNonNullElse(now.fileKey(), path));
  }
}
