package io.gasket.tls.interop.peer;

import static java.util.Locale.ROOT;

import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * NSS's test client and server, TLS 1.2 only, over one database with the test's roots. Its keys and
 * certificates come in as PKCS#12, by their nicknames.
 */
public final class Nss {
  private static final String VERSION = "tls1.2:tls1.2";
  private static final String PASSWORD = "import";
  private static final Path FOLDER = PeerFiles.newFolder();
  private static final String DATABASE = "sql:" + FOLDER;
  private static final Map<Identity, String> NICKNAMES = new ConcurrentHashMap<>();

  private Nss() {}

  /** A running {@code selfserv}. */
  public record Server(PeerProcess process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  /** Skips the test without NSS's programs, or fails it where they must be there. */
  public static void require() {
    for (String program : List.of("selfserv", "tstclnt", "certutil", "pk12util")) {
      Programs.require(program);
    }
  }

  /**
   * Starts a server that answers each request, up to an empty line, with a header and the request,
   * and closes.
   */
  public static Server server(Identity identity, String... options) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command = command("selfserv", options);
    command.addAll(List.of("-p", Integer.toString(port)));
    command.addAll(List.of("-n", nickname(identity)));
    PeerProcess process = PeerProcess.start(Map.of(), command);
    process.await("About to call accept");
    return new Server(process, port);
  }

  /**
   * Starts a client that verifies the server as localhost, sends a line, and prints what comes up
   * to the server's end.
   */
  public static PeerProcess client(int port, String line, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-A", PeerFiles.text("nss-line" + port, line + "\n").toString()));
    return openClient(port, all.toArray(String[]::new));
  }

  /**
   * As {@link #client}, with what to send from its standard input, which is not to be ended: where
   * that is a pipe, tstclnt goes round and round after it.
   */
  public static PeerProcess openClient(int port, String... options) throws IOException {
    List<String> command = command("tstclnt", options);
    command.addAll(List.of("-h", "localhost", "-4", "-p", Integer.toString(port)));
    String unused = Database.READY;
    return PeerProcess.start(Map.of(), command);
  }

  private static List<String> command(String program, String... options) {
    List<String> command = new ArrayList<>(List.of(program, "-v", "-d", DATABASE, "-V", VERSION));
    command.addAll(List.of(options));
    return command;
  }

  /** The option by which both programs take one suite only. */
  public static String[] only(CipherSuite suite) {
    return new String[] {"-c", String.format(ROOT, ":%04X", suite.code())};
  }

  /** The name under which the database has an identity. */
  public static String nickname(Identity identity) {
    String unused = Database.READY;
    return NICKNAMES.computeIfAbsent(
        identity, unknown -> add("identity" + NICKNAMES.size(), unknown));
  }

  /** As {@link #nickname(Identity)}, under a name of the caller's choice. */
  public static String nickname(Identity identity, String wanted) {
    String unused = Database.READY;
    return NICKNAMES.computeIfAbsent(identity, unknown -> add(wanted, unknown));
  }

  /** The name under which the database has the authority of all RSA keys, with its key. */
  public static String rsaAuthority() {
    return Database.AUTHORITY;
  }

  private static String add(String name, Identity identity) {
    Path file = FOLDER.resolve(name + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] password = PASSWORD.toCharArray();
      store.setKeyEntry(
          name, identity.key(), password, identity.chain().toArray(Certificate[]::new));
      store.store(out, password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    String unused =
        Programs.run(
            FOLDER,
            List.of("pk12util", "-d", DATABASE, "-K", "", "-i", file.toString(), "-W", PASSWORD));
    return name;
  }

  /** The database, made when it is first needed. */
  private static final class Database {
    static final String AUTHORITY = "rsa-authority";
    static final String READY = make();

    private static String make() {
      String unused = Programs.run(FOLDER, "certutil", "-N", "-d", DATABASE, "--empty-password");
      trust("EC root", TestPki.root());
      trust("RSA root", TestPki.rsaRoot());
      // First, for a certificate that came as an issuer keeps the name it got then.
      return add(AUTHORITY, TestPki.rsaIntermediate());
    }

    private static void trust(String name, Identity root) {
      Path file = TestPki.writePem(FOLDER.resolve(name + ".pem"), root.chain());
      String unused =
          Programs.run(
              FOLDER,
              List.of(
                  "certutil",
                  "-A",
                  "-d",
                  DATABASE,
                  "-n",
                  name,
                  "-t",
                  "CT,,",
                  "-a",
                  "-i",
                  file.toString()));
    }
  }
}
