package io.gasket.tls.interop.options;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files whole, and secret ones for their owner alone, where the file system knows owners.
 */
public final class WholeFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> EVERYBODY_READS =
      PosixFilePermissions.fromString("rw-r--r--");

  private WholeFile() {}

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file, over an old one, that everybody may read. */
  public static void write(Path target, Content content) throws IOException {
    write(target, content, EVERYBODY_READS);
  }

  /** As {@link #write}, for its owner alone from the moment it exists (mode 600). */
  public static void writeSecret(Path target, Content content) throws IOException {
    write(target, content, OWNER_ONLY);
  }

  /** Writes beside the target and moves, so that no reader ever sees half a file. */
  private static void write(Path target, Content content, Set<PosixFilePermission> permissions)
      throws IOException {
    boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Path folder = target.toAbsolutePath().getParent();
    Path beside = Files.createTempFile(folder, target.getFileName().toString(), ".new", attributes);
    try {
      try (OutputStream out = Files.newOutputStream(beside)) {
        content.writeTo(out);
      }
      if (posix) {
        Files.setPosixFilePermissions(beside, permissions);
      }
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
