package io.gasket.tls.interop.peer;

import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates and keys of {@link TestPki} as files that programs read, in the build's folder. */
public final class PeerFiles {
  private static final Path FOLDER = newFolder();
  private static final Map<Identity, Pem> WRITTEN = new ConcurrentHashMap<>();

  private static final Path ANCHORS =
      TestPki.writePem(FOLDER.resolve("anchors.pem"), TestPki.anchors());

  private PeerFiles() {}

  /**
   * An identity in PEM files.
   *
   * @param issuers the chain without the leaf, or null for a leaf that stands alone
   */
  public record Pem(Path leaf, Path issuers, Path key) {
    /** The options by which openssl's s_server and s_client take it. */
    public List<String> options() {
      List<String> options =
          new ArrayList<>(List.of("-cert", leaf.toString(), "-key", key.toString()));
      if (issuers != null) {
        options.addAll(List.of("-cert_chain", issuers.toString()));
      }
      return options;
    }
  }

  /** A server's identity. */
  public static Pem server(KeyKind kind) {
    return of(TestPki.serverIdentity(kind));
  }

  /** A client's identity. */
  public static Pem client(KeyKind kind) {
    return of(TestPki.clientIdentity(kind));
  }

  /** Any identity. */
  public static Pem of(Identity identity) {
    return WRITTEN.computeIfAbsent(identity, PeerFiles::write);
  }

  /** The roots above the identities of {@link #server} and {@link #client}. */
  public static Path anchors() {
    return ANCHORS;
  }

  /** A new file with a text. */
  public static Path text(String name, String content) {
    try {
      return Files.writeString(FOLDER.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new folder in the build's folder. */
  public static Path newFolder() {
    try {
      Path build = Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(build, "peer-files").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path of a file that is not there yet. */
  public static Path unwritten(String name) {
    return FOLDER.resolve(name);
  }

  private static Pem write(Identity identity) {
    String name = "identity" + WRITTEN.size() + "-" + System.nanoTime();
    List<X509Certificate> chain = identity.chain();
    List<X509Certificate> issuers = chain.subList(1, chain.size());
    return new Pem(
        TestPki.writePem(FOLDER.resolve(name + ".crt"), chain.subList(0, 1)),
        issuers.isEmpty() ? null : TestPki.writePem(FOLDER.resolve(name + "-issuers.crt"), issuers),
        TestPki.writePem(FOLDER.resolve(name + ".key"), identity.key()));
  }
}
