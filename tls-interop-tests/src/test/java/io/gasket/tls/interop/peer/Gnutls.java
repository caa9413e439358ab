package io.gasket.tls.interop.peer;

import io.gasket.tls.spec.Authentication;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** GnuTLS's command line client and server, TLS 1.2 only. */
public final class Gnutls {
  private static final String PRIORITY = "NORMAL:-VERS-ALL:+VERS-TLS1.2:%ALLOW_SMALL_RECORDS";
  private static final Path FOLDER = PeerFiles.newFolder();
  private static final Map<Identity, List<String>> WRITTEN = new ConcurrentHashMap<>();

  private Gnutls() {}

  /** A running {@code gnutls-serv}. */
  public record Server(PeerProcess process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  /** Skips the test without GnuTLS's programs, or fails it where they must be there. */
  public static void require() {
    Programs.require("gnutls-cli");
    Programs.require("gnutls-serv");
  }

  /** Starts a server that sends back what it gets. */
  public static Server server(Identity identity, String... options) throws IOException {
    return server(PRIORITY, identity, options);
  }

  /** Starts a server with an RSA key that sends back what it gets. */
  public static Server echoServer(String... options) throws IOException {
    return server(TestPki.serverIdentity(KeyKind.RSA_2048), options);
  }

  /** As {@link #server(Identity, String...)}, with one suite only. */
  public static Server server(CipherSuite suite, Identity identity, String... options)
      throws IOException {
    return server(priority(suite), identity, options);
  }

  private static Server server(String priority, Identity identity, String... options)
      throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of("gnutls-serv", "--echo", "--crlf"));
    command.addAll(List.of("--port", Integer.toString(port), "--priority", priority));
    command.addAll(List.of("--x509cafile", PeerFiles.anchors().toString()));
    command.addAll(credential(identity));
    command.addAll(List.of(options));
    PeerProcess process = PeerProcess.start(Map.of(), command);
    Matcher unused = process.await(Pattern.compile("listening on IPv4 \\S+ port \\d+\\.+done"));
    return new Server(process, port);
  }

  /** Starts a client that verifies the server as localhost; its standard input goes there. */
  public static PeerProcess client(int port, String... options) throws IOException {
    return client(PRIORITY, port, options);
  }

  /** As {@link #client(int, String...)}, with one suite only. */
  public static PeerProcess client(CipherSuite suite, int port, String... options)
      throws IOException {
    return client(priority(suite), port, options);
  }

  /** As {@link #client(int, String...)}, with tickets (RFC 5077) off. */
  public static PeerProcess clientWithoutTickets(int port, String... options) throws IOException {
    return client(PRIORITY + ":%NO_TICKETS", port, options);
  }

  private static PeerProcess client(String priority, int port, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("gnutls-cli", "--priority", priority));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--x509cafile", PeerFiles.anchors().toString()));
    command.add("--verify-hostname=localhost");
    if (List.of(options).stream().noneMatch(option -> option.contains("sni"))) {
      command.add("--sni-hostname=localhost");
    }
    command.addAll(List.of(options));
    command.add("127.0.0.1");
    return PeerProcess.start(Map.of(), command);
  }

  private static String priority(CipherSuite suite) {
    String authentication = suite.authentication() == Authentication.RSA ? "RSA" : "ECDSA";
    return PRIORITY
        + ":-CIPHER-ALL:+"
        + suite.cipher().label()
        + ":-KX-ALL:+ECDHE-"
        + authentication;
  }

  /** The options by which both programs take an identity. */
  public static List<String> credential(Identity identity) {
    return WRITTEN.computeIfAbsent(identity, Gnutls::write);
  }

  private static List<String> write(Identity identity) {
    String name = "identity" + WRITTEN.size();
    Path chain = TestPki.writePem(FOLDER.resolve(name + ".crt"), identity.chain());
    Path key = FOLDER.resolve(name + ".key");
    try {
      Files.writeString(
          key,
          TestPki.pem(
              "PRIVATE KEY", encoded(identity.key(), identity.certificate().getPublicKey())));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return List.of("--x509certfile", chain.toString(), "--x509keyfile", key.toString());
  }

  /** GnuTLS takes EC keys only with their public half (RFC 5915 3), which the JDK leaves out. */
  private static byte[] encoded(PrivateKey key, PublicKey half) throws IOException {
    if (!(half instanceof java.security.interfaces.ECPublicKey curve)) {
      return key.getEncoded();
    }
    PrivateKeyInfo bare = PrivateKeyInfo.getInstance(key.getEncoded());
    ECPrivateKey whole =
        new ECPrivateKey(
            curve.getParams().getOrder().bitLength(),
            ECPrivateKey.getInstance(bare.parsePrivateKey()).getKey(),
            SubjectPublicKeyInfo.getInstance(half.getEncoded()).getPublicKeyData(),
            null);
    return new PrivateKeyInfo(bare.getPrivateKeyAlgorithm(), whole).getEncoded();
  }
}
