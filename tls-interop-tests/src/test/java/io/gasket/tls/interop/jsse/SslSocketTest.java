package io.gasket.tls.interop.jsse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.interop.peer.Jsse;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our blocking pipelines over sockets against the JDK's {@link SSLSocket}. */
@DisplayName("The JDK's SSLSocket")
class SslSocketTest {
  @ParameterizedTest(name = "as the client of our server, {0}")
  @EnumSource
  void client(KeyKind key) throws Exception {
    byte[] text = "hello ".repeat(20_000).getBytes(UTF_8);
    var factory = Jsse.context(null).getSocketFactory();
    try (OurServer server = OurServer.echoing(Ours.server(key).build());
        SSLSocket socket =
            (SSLSocket) factory.createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      FutureTask<Void> writer =
          new FutureTask<>(
              () -> {
                socket.getOutputStream().write(text);
                return null;
              });
      new Thread(writer, "writer").start();
      assertArrayEquals(text, socket.getInputStream().readNBytes(text.length));
      writer.get();
      socket.shutdownOutput();
      assertEquals(-1, socket.getInputStream().read());
      server.outcome().agreed();
    }
  }

  @ParameterizedTest(name = "as the server of our client, {0}")
  @EnumSource
  void server(KeyKind key) throws Exception {
    var factory = Jsse.context(TestPki.serverIdentity(key)).getServerSocketFactory();
    try (SSLServerSocket listener =
        (SSLServerSocket) factory.createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<Void> server =
          new FutureTask<>(
              () -> {
                try (var socket = listener.accept()) {
                  socket.getInputStream().transferTo(socket.getOutputStream());
                }
                return null;
              });
      new Thread(server, "server").start();
      try (SecurePipeline pipe = Ours.connect(Ours.client().build(), listener.getLocalPort())) {
        assertEquals("hello", Ours.exchange(pipe, "hello"));
        pipe.shutdownOutput();
        assertEquals(-1, pipe.read(ByteBuffer.allocate(1)));
        server.get();
      }
    }
  }
}
