package io.gasket.tls.interop.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.RemoteSigner;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.nio.binding.BindingTable;
import io.gasket.tls.nio.binding.CredentialFolder;
import io.gasket.tls.nio.binding.Endpoint;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of README.md, which stand between the markers here and word for word there; {@link
 * ReadmeTest} compares the two.
 */
@DisplayName("README.md: the examples run")
class ReadmeExamplesTest {
  private static final String HOST = "localhost";
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  @TempDir private Path folder;
  private Path anchors;
  private Path chain;
  private Path key;

  @BeforeEach
  void writeFiles() {
    anchors = TestPki.writePem(folder.resolve("ca.pem"), TestPki.anchors());
    List<Path> files = TestPki.serverIdentity(KeyKind.EC_P256).writePem(folder, "server");
    chain = files.get(0);
    key = files.get(1);
  }

  private static byte[] request(String host, int port, Path anchors, byte[] request)
      throws IOException {
    // README
    SecurityContext context = SecurityContext.client().trust(Trust.pem(anchors)).build();
    try (Socket socket = new Socket(host, port);
        SecurePipeline pipe = SecurePipeline.over(socket, context.newEngine(host, port))) {
      pipe.outputStream().write(request);
      return pipe.inputStream().readAllBytes();
    }
    // end
  }

  @Test
  @DisplayName("H5: a blocking client over a plain socket")
  void blockingClient() throws Exception {
    SecurityContext server =
        SecurityContext.server().credential(Credential.fromPem(chain, key)).build();
    try (ServerSocket listener = listener()) {
      CompletableFuture<byte[]> seen =
          inBackground(
              () -> {
                try (SecurePipeline pipe =
                    SecurePipeline.over(listener.accept(), server.newEngine())) {
                  byte[] request = pipe.inputStream().readNBytes(HELLO.length);
                  pipe.outputStream().write(HELLO);
                  return request;
                }
              });
      assertArrayEquals(HELLO, request(HOST, listener.getLocalPort(), anchors, HELLO));
      assertArrayEquals(HELLO, result(seen));
    }
  }

  private static void echoOnce(ServerSocket listener, Path chain, Path key) throws IOException {
    // README
    SecurityContext context =
        SecurityContext.server().credential(Credential.fromPem(chain, key)).build();
    try (Socket socket = listener.accept();
        SecurePipeline pipe = SecurePipeline.over(socket, context.newEngine())) {
      pipe.inputStream().transferTo(pipe.outputStream());
    }
    // end
  }

  @Test
  @DisplayName("a blocking server")
  void blockingServer() throws Exception {
    try (ServerSocket listener = listener()) {
      CompletableFuture<Void> server =
          inBackground(
              () -> {
                echoOnce(listener, chain, key);
                return null;
              });
      assertArrayEquals(HELLO, echoed(listener.getLocalPort(), client().build()));
      result(server);
    }
  }

  // README
  record Echo(SecurePipeline pipe, ByteBuffer held) {
    static void accept(ServerSocketChannel listener, SecurityContext context, Selector selector)
        throws IOException {
      SocketChannel channel = listener.accept();
      channel.configureBlocking(false);
      SecurePipeline pipe = SecurePipeline.over(channel, context.newEngine());
      Echo echo = new Echo(pipe, ByteBuffer.allocate(4096));
      channel.register(selector, SelectionKey.OP_READ, echo);
    }

    void onReady(SelectionKey key) throws IOException {
      int count;
      do {
        count = pipe.read(held);
        pipe.write(held.flip());
        held.compact();
      } while (count > 0);
      if (pipe.flush() && count < 0 && held.position() == 0) {
        pipe.close();
      } else {
        key.interestOps(pipe.interestOps());
      }
    }
  }

  // end

  @Test
  @DisplayName("E4: a server on one thread with a selector")
  void selectorServer() throws Exception {
    SecurityContext context = server().build();
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        Selector selector = Selector.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      SecurityContext client = client().build();
      CompletableFuture<byte[]> one = inBackground(() -> echoed(port, client));
      CompletableFuture<byte[]> two = inBackground(() -> echoed(port, client));
      Echo.accept(listener, context, selector);
      Echo.accept(listener, context, selector);
      while (selector.keys().stream().anyMatch(SelectionKey::isValid)) {
        selector.select(
            ready -> assertDoesNotThrow(() -> ((Echo) ready.attachment()).onReady(ready)), 60_000);
      }
      assertArrayEquals(HELLO, result(one));
      assertArrayEquals(HELLO, result(two));
    }
  }

  private record Pair(SecurityContext server, SecurityContext client) {}

  private static Pair mutual(Path anchors, Path chain, Path key, Path pkcs12, char[] password)
      throws IOException {
    // README
    SecurityContext server =
        SecurityContext.server()
            .credential(Credential.fromPem(chain, key))
            .clientAuth(ClientAuth.NEED, Trust.pem(anchors))
            .build();
    SecurityContext client =
        SecurityContext.client()
            .trust(Trust.pem(anchors))
            .credential(Credential.fromPkcs12(pkcs12, password))
            .build();
    // end
    return new Pair(server, client);
  }

  @Test
  @DisplayName("mutual TLS")
  void mutualTls() throws Exception {
    TestPki.Identity identity = TestPki.clientIdentity(KeyKind.EC_P256);
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "client", identity.key(), password, identity.chain().toArray(Certificate[]::new));
    Path pkcs12 = folder.resolve("client.p12");
    try (OutputStream out = Files.newOutputStream(pkcs12)) {
      store.store(out, password);
    }
    Pair both = mutual(anchors, chain, key, pkcs12, password);
    TlsEngine server = both.server().newEngine();
    connect(both.client().newEngine(HOST), server);
    assertEquals(identity.chain(), server.info().peerCertificates());
    assertThrows(
        TlsFailure.class,
        () -> connect(client().build().newEngine(HOST), both.server().newEngine()));
  }

  private static SecurityContext named(
      Credential byDefault, Credential api, Credential apiRsa, Credential others) {
    // README
    SecurityContext server =
        SecurityContext.server()
            .credential(byDefault)
            .credential("api.example.org", api)
            .credential("api.example.org", apiRsa)
            .credential("*.example.org", others)
            .applicationProtocols("h2", "http/1.1")
            .build();
    // end
    return server;
  }

  private static BindingTable table(Credential byDefault, Credential api, Credential internal) {
    // README
    BindingTable bindings =
        BindingTable.builder()
            .bindDefault(Endpoint.parse("*:443"), byDefault)
            .bind(Endpoint.parse("*:443"), "api.example.org", api)
            .bind(Endpoint.parse("127.0.0.1:443"), "api.example.org", internal)
            .refuseUnknownNames(Endpoint.parse("*:443"))
            .build(SecurityContext.server().applicationProtocols("h2", "http/1.1"));
    // end
    return bindings;
  }

  private static SecurityContext fromFolder(Path folder, Executor threads) {
    // README
    SecurityContext server =
        SecurityContext.server()
            .onClientHello(CredentialFolder.of(folder).executor(threads).build())
            .build();
    // end
    return server;
  }

  @Test
  @DisplayName("B1: bindings of addresses, and a folder of certificates")
  void bindings() throws Exception {
    BindingTable table =
        table(
            credential(KeyKind.EC_P256, "one", HOST),
            credential(KeyKind.EC_P256, "two", "api.example.org"),
            credential(KeyKind.EC_P256, "three", "api.example.org"));
    SecurityContext client = client().build();
    for (String address : List.of("192.0.2.1", "127.0.0.1")) {
      TlsEngine engine = client.newEngine("api.example.org");
      connect(engine, table.newEngine(new InetSocketAddress(address, 443)));
      X509Certificate shown = engine.info().peerCertificates().get(0);
      assertEquals(
          address.equals("127.0.0.1") ? "CN=three" : "CN=two",
          shown.getSubjectX500Principal().getName());
    }
    Files.writeString(
        folder.resolve("localhost.pem"), Files.readString(chain) + Files.readString(key));
    TlsEngine engine = client.newEngine(HOST);
    connect(engine, fromFolder(folder, Runnable::run).newEngine());
    assertEquals(HOST, engine.info().serverName().orElseThrow());
  }

  private static String facts(SecurityContext client, SecurityContext server, String host)
      throws TlsFailure {
    TlsEngine engine = client.newEngine(host);
    connect(engine, server.newEngine());
    // README
    String protocol = engine.info().applicationProtocol();
    X509Certificate shown = engine.info().peerCertificates().get(0);
    // end
    return protocol + " " + shown.getSubjectX500Principal().getName();
  }

  @Test
  @DisplayName("names and application protocols")
  void namesAndProtocols() throws Exception {
    Credential byDefault = credential(KeyKind.EC_P384, "one", HOST);
    Credential api = credential(KeyKind.EC_P256, "two", "api.example.org");
    Credential apiRsa = credential(KeyKind.RSA_2048, "three", "api.example.org");
    Credential others = credential(KeyKind.EC_P256, "four", "www.example.org");
    SecurityContext server = named(byDefault, api, apiRsa, others);
    SecurityContext h2 = client().applicationProtocols("http/1.1", "h2").build();
    assertEquals("h2 CN=one", facts(h2, server, HOST));
    assertEquals("h2 CN=two", facts(h2, server, "api.example.org"));
    assertEquals("h2 CN=four", facts(h2, server, "www.example.org"));
    SecurityContext rsaOnly =
        client().suites(List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)).build();
    assertEquals(" CN=three", facts(rsaOnly, server, "api.example.org"));
  }

  // README
  static void connect(TlsEngine client, TlsEngine server) throws TlsFailure {
    ByteBuffer net = ByteBuffer.allocate(65_536);
    ByteBuffer none = ByteBuffer.allocate(0);
    TlsEngine from = client;
    TlsEngine to = server;
    while ((from.needs() & TlsEngine.NEEDS_OUTPUT) != 0) {
      from.flush(net);
      to.receive(net.flip(), none);
      net.compact();
      TlsEngine turn = from;
      from = to;
      to = turn;
    }
  }

  static byte[] pass(byte[] data, TlsEngine from, TlsEngine to) throws TlsFailure {
    ByteBuffer net = ByteBuffer.allocate(from.bytesToSend(data.length));
    from.send(ByteBuffer.wrap(data), net);
    ByteBuffer app = ByteBuffer.allocate(data.length);
    to.receive(net.flip(), app);
    return app.array();
  }

  // end

  @Test
  @DisplayName("the engine without I/O")
  void engineAlone() throws Exception {
    TlsEngine client = client().build().newEngine(HOST);
    TlsEngine server = server().build().newEngine();
    connect(client, server);
    byte[] large = new byte[100_000];
    new Random(1).nextBytes(large);
    assertArrayEquals(HELLO, pass(HELLO, client, server));
    assertArrayEquals(large, pass(large, server, client));
  }

  @Test
  @DisplayName("resumption and exported keys")
  void resumptionAndExporter() throws Exception {
    SecurityContext clients = client().build();
    SecurityContext servers = server().build();
    connect(clients.newEngine(HOST), servers.newEngine());
    // README
    TlsEngine client = clients.newEngine("localhost");
    TlsEngine server = servers.newEngine();
    connect(client, server);
    ResumedBy by = client.info().resumedBy();
    byte[] ours = client.exportKeyingMaterial("EXPERIMENTAL my protocol", null, 32);
    // end
    assertEquals(ResumedBy.TICKET, by);
    assertEquals(32, ours.length);
    assertArrayEquals(ours, server.exportKeyingMaterial("EXPERIMENTAL my protocol", null, 32));
  }

  private interface Signing {
    byte[] sign(SignatureScheme scheme, byte[] content);
  }

  private static SecurityContext remote(
      List<X509Certificate> certificates, Signing token, Executor threads) throws IOException {
    // README
    RemoteSigner elsewhere =
        operation ->
            threads.execute(
                () -> operation.complete(token.sign(operation.scheme(), operation.content())));
    SecurityContext server =
        SecurityContext.server().credential(Credential.of(certificates, elsewhere)).build();
    // end
    return server;
  }

  @Test
  @DisplayName("a private key that is elsewhere; a blocking pipeline waits for its signature")
  void remoteKey() throws Exception {
    TestPki.Identity identity = TestPki.serverIdentity(KeyKind.EC_P256);
    Signing token =
        (scheme, content) ->
            assertDoesNotThrow(
                () ->
                    CryptoProviders.standard()
                        .signatures()
                        .signer(identity.key())
                        .sign(scheme, content));
    SecurityContext server =
        remote(identity.chain(), token, CompletableFuture.delayedExecutor(1, MILLISECONDS));
    try (ServerSocket listener = listener()) {
      CompletableFuture<Long> seen =
          inBackground(
              () -> {
                try (SecurePipeline pipe =
                    SecurePipeline.over(listener.accept(), server.newEngine())) {
                  return pipe.inputStream().transferTo(pipe.outputStream());
                }
              });
      assertArrayEquals(HELLO, echoed(listener.getLocalPort(), client().build()));
      assertEquals(HELLO.length, result(seen));
    }
  }

  private static SecurityContext deciding(Path chain, Path key) throws IOException {
    // README
    SecurityContext server =
        SecurityContext.server()
            .credential(Credential.fromPem(chain, key))
            .applicationProtocols("h2", "http/1.1")
            .onClientHello(
                hello -> {
                  if (hello.serverName().isEmpty()) {
                    hello.refuse(Alert.UNRECOGNIZED_NAME, "no name asked for");
                  } else if (hello.clientHello().groups().contains(NamedGroup.X25519.code())) {
                    hello.proceed();
                  } else {
                    hello.useApplicationProtocols("http/1.1").proceed();
                  }
                })
            .build();
    // end
    return server;
  }

  @Test
  @DisplayName("an application decides by the ClientHello")
  void decision() throws Exception {
    SecurityContext servers = deciding(chain, key);
    TlsEngine modern =
        client().applicationProtocols("h2", "http/1.1").build().newEngine("localhost");
    connect(modern, servers.newEngine());
    assertEquals("h2", modern.info().applicationProtocol());
    TlsEngine other =
        client()
            .applicationProtocols("h2", "http/1.1")
            .groups(List.of(NamedGroup.SECP256R1))
            .build()
            .newEngine("localhost");
    connect(other, servers.newEngine());
    assertEquals("http/1.1", other.info().applicationProtocol());
    TlsEngine nameless = client().build().newEngine("127.0.0.1");
    TlsFailure refused =
        assertThrows(TlsFailure.class, () -> connect(nameless, servers.newEngine()));
    assertEquals(Alert.UNRECOGNIZED_NAME, refused.alert());
  }

  private static String explain(SecurePipeline pipe) throws IOException {
    // README
    try {
      pipe.shakeHands();
    } catch (TlsFailure e) {
      return e.reason().number() + " " + e.alert() + " " + e.origin() + ": " + e.detail();
    }
    // end
    throw new AssertionError("no failure");
  }

  @Test
  @DisplayName("a failure explains itself")
  void failure() throws Exception {
    try (ServerSocket listener = listener()) {
      CompletableFuture<Void> server =
          inBackground(
              () -> {
                echoOnce(listener, chain, key);
                return null;
              });
      String text;
      try (SecurePipeline pipe =
          SecurePipeline.over(
              new Socket(listener.getInetAddress(), listener.getLocalPort()),
              client().build().newEngine("elsewhere.example"))) {
        text = explain(pipe);
      }
      assertTrue(
          text.startsWith("410 bad_certificate(42) LOCAL: ") && text.contains("elsewhere.example"),
          text);
      ExecutionException seen = assertThrows(ExecutionException.class, () -> result(server));
      TlsFailure alert = assertInstanceOf(TlsFailure.class, seen.getCause());
      assertEquals(Alert.BAD_CERTIFICATE, alert.alert());
      assertEquals(TlsFailure.Origin.PEER, alert.origin());
    }
  }

  private ServerContextBuilder server() throws IOException {
    return SecurityContext.server().credential(Credential.fromPem(chain, key));
  }

  private ClientContextBuilder client() throws IOException {
    return SecurityContext.client().trust(Trust.pem(anchors));
  }

  private static Credential credential(KeyKind kind, String subject, String host) {
    return TestPki.issue().key(kind).subject("CN=" + subject).dns(host).make().credential();
  }

  /** What an echo server on this port sends back. */
  private static byte[] echoed(int port, SecurityContext client) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        SecurePipeline pipe = SecurePipeline.over(socket, client.newEngine(HOST))) {
      pipe.outputStream().write(HELLO);
      pipe.shutdownOutput();
      return pipe.inputStream().readAllBytes();
    }
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getByName(HOST));
  }

  private static <T> CompletableFuture<T> inBackground(Callable<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                future.complete(work.call());
              } catch (Exception | AssertionError e) {
                future.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  private static <T> T result(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }
}
