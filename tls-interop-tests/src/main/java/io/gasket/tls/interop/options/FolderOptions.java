package io.gasket.tls.interop.options;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.nio.binding.CredentialFolder;
import io.gasket.tls.spec.PeerText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * A folder of {@code --cert-folder} as the programs use it: a thread of its own, lines for the
 * user.
 */
final class FolderOptions {
  private static final int LONGEST_LINE = 500;

  private FolderOptions() {}

  /**
   * The folder, which is read by a daemon thread and tells of its files on standard error.
   *
   * @param password of PKCS#12 files and encrypted keys
   */
  static CredentialFolder folder(Path folder, char[] password) throws ProgramFailure {
    if (!Files.isDirectory(folder)) {
      throw new ProgramFailure(folder + ": is no folder");
    }
    return CredentialFolder.of(folder)
        .password(password)
        .executor(reader())
        .listener(new Lines(System.err))
        .build();
  }

  private static Executor reader() {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "certificate folder");
          thread.setDaemon(true);
          return thread;
        });
  }

  private record Lines(PrintStream out) implements CredentialFolder.Listener {
    @Override
    public void loaded(Path file, Credential credential) {
      out.println("certificate loaded: " + file);
    }

    @Override
    public void fault(Path file, IOException cause) {
      out.println(
          "warning: certificate not loaded: "
              + PeerText.quote(ProgramFailure.oneLine(ProgramFailure.text(cause)), LONGEST_LINE));
    }
  }
}
