package io.gasket.tls.interop.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the examples of README.md need around them: a server's certificate and key, sockets, another
 * thread.
 */
abstract class ReadmeExamples {
  static final String HOST = "localhost";
  static final byte[] HELLO = "hello".getBytes(UTF_8);

  @TempDir Path folder;
  Path anchors;
  Path chain;
  Path key;

  @BeforeEach
  void writeFiles() {
    anchors = TestPki.writePem(folder.resolve("ca.pem"), TestPki.anchors());
    List<Path> files = TestPki.serverIdentity(KeyKind.EC_P256).writePem(folder, "server");
    chain = files.get(0);
    key = files.get(1);
  }

  ServerContextBuilder server() throws IOException {
    return SecurityContext.server().credential(Credential.fromPem(chain, key));
  }

  ClientContextBuilder client() throws IOException {
    return SecurityContext.client().trust(Trust.pem(anchors));
  }

  static Credential credential(KeyKind kind, String subject, String host) {
    return TestPki.issue().key(kind).subject("CN=" + subject).dns(host).make().credential();
  }

  /** What an echo server on this port sends back. */
  static byte[] echoed(int port, SecurityContext client) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        SecurePipeline pipe = SecurePipeline.over(socket, client.newEngine(HOST))) {
      pipe.outputStream().write(HELLO);
      pipe.shutdownOutput();
      return pipe.inputStream().readAllBytes();
    }
  }

  static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getByName(HOST));
  }

  static <T> CompletableFuture<T> inBackground(Callable<T> work) {
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

  static <T> T result(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }
}
