package io.gasket.tls.interop.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Assertions;

/** Our side of a test: contexts with the test's certificates, and a blocking client. */
public final class Ours {
  private Ours() {}

  /** A server with a certificate for localhost. */
  public static ServerContextBuilder server(KeyKind kind) {
    return SecurityContext.server().credential(TestPki.server(kind));
  }

  /** A client that trusts the test's roots and makes full handshakes only. */
  public static ClientContextBuilder client() {
    return SecurityContext.client().trust(trust()).sessions(null).tickets(false);
  }

  /** A client that trusts the test's roots and keeps sessions in a cache of its own. */
  public static ClientContextBuilder resumingClient() {
    return client().sessions(new SessionCache(8)).tickets(true);
  }

  /** Trust in the test's roots. */
  public static Trust trust() {
    return Trust.anchors(TestPki.anchors());
  }

  /** Connects to a server on this machine, as a client of the name localhost. */
  public static SecurePipeline connect(SecurityContext client, int port) throws IOException {
    return connect(client, "localhost", port);
  }

  /** Connects to a server on this machine under a name. */
  public static SecurePipeline connect(SecurityContext client, String name, int port)
      throws IOException {
    return SecurePipeline.over(
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        client.newEngine(name, port));
  }

  /** Sends a line and returns the line that comes back, without its end. */
  public static String exchange(SecurePipeline pipe, String line) throws IOException {
    pipe.write(ByteBuffer.wrap((line + "\n").getBytes(US_ASCII)));
    return readLine(pipe);
  }

  /** Reads a line, without its end; what came when the stream ends before. */
  public static String readLine(SecurePipeline pipe) throws IOException {
    StringBuilder line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (pipe.read(one) >= 0 && one.get(0) != '\n') {
      line.append((char) one.get(0));
      one.clear();
    }
    return line.toString();
  }

  /** The failure of a handshake; fails the test when it succeeds. */
  public static TlsFailure refusal(SecurePipeline pipe) throws IOException {
    try (pipe) {
      return Assertions.assertThrows(TlsFailure.class, pipe::shakeHands);
    }
  }
}
