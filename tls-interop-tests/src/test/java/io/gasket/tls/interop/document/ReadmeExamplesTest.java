package io.gasket.tls.interop.document;

import static io.gasket.tls.interop.document.ReadmeEngineExamplesTest.connect;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.nio.binding.BindingTable;
import io.gasket.tls.nio.binding.CredentialFolder;
import io.gasket.tls.nio.binding.Endpoint;
import io.gasket.tls.spec.CipherSuite;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The examples of README.md of pipelines and of contexts, which stand between the markers here and
 * word for word there; {@link ReadmeTest} compares the two.
 */
@DisplayName("README.md: the examples run")
class ReadmeExamplesTest extends ReadmeExamples {
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

  static CompletableFuture<Void> echoOnceInBackground(ServerSocket listener, Path chain, Path key) {
    return inBackground(
        () -> {
          echoOnce(listener, chain, key);
          return null;
        });
  }

  @Test
  @DisplayName("a blocking server")
  void blockingServer() throws Exception {
    try (ServerSocket listener = listener()) {
      CompletableFuture<Void> server = echoOnceInBackground(listener, chain, key);
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
}
