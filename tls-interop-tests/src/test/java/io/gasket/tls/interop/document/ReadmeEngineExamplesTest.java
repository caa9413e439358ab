package io.gasket.tls.interop.document;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.RemoteSigner;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The examples of README.md of engines and of what they ask of an application, which follow those
 * of {@link ReadmeExamplesTest}.
 */
@DisplayName("README.md: the examples of engines run")
class ReadmeEngineExamplesTest extends ReadmeExamples {
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
          ReadmeExamplesTest.echoOnceInBackground(listener, chain, key);
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
}
