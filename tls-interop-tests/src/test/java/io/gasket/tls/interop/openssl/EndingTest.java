package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.interop.peer.Relay;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Clean ends, truncated ones and broken connections are three different things (RFC 5246 7.2.1).
 */
@DisplayName("Ends, with OpenSSL")
class EndingTest {
  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @Test
  @DisplayName("our client half-closes: what s_server still sends arrives, then its close_notify")
  void halfClose() throws Exception {
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, "-msg");
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      pipe.write(ByteBuffer.wrap(new byte[] {'a', 'b', '\n'}));
      pipe.shutdownOutput();
      assertThrows(ClosedChannelException.class, () -> pipe.write(ByteBuffer.allocate(1)));
      assertEquals("ba", Ours.readLine(pipe));
      assertEquals(-1, pipe.read(ByteBuffer.allocate(1)));
      server.process().await("warning close_notify");
    }
  }

  @Test
  @DisplayName("our server closes: s_client sees close_notify and ends well")
  void serverCloses() throws Exception {
    OurServer.Conversation brief = pipe -> pipe.write(ByteBuffer.wrap(new byte[] {'x'}));
    try (OurServer server = OurServer.start(Ours.server(KeyKind.EC_P256).build(), brief);
        PeerProcess client = Openssl.client(server.port(), "-msg")) {
      assertEquals(0, client.exitCode(), client::output);
      assertTrue(client.output().contains("warning close_notify"), client.output());
      assertFalse(client.output().contains("unexpected eof"), client.output());
    }
  }

  @Test
  @DisplayName("s_client ends: our server reads the end")
  void clientCloses() throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client = Openssl.client(server.port())) {
      client.endInput();
      server.outcome().agreed();
      assertEquals(0, client.exitCode(), client::output);
    }
  }

  @Test
  @DisplayName("s_client is killed: our server reports truncation")
  void clientKilled() throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client = Openssl.client(server.port())) {
      client.say("hello");
      client.await("hello");
      client.kill();
      TlsFailure failure = server.outcome().refusal();
      assertEquals(Reason.TRUNCATED, failure.reason());
      assertEquals(TlsFailure.Origin.TRANSPORT, failure.origin());
    }
  }

  @Test
  @DisplayName("s_server is killed: our client reports truncation")
  void serverKilled() throws Exception {
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      server.process().kill();
      TlsFailure failure = assertThrows(TlsFailure.class, () -> pipe.read(ByteBuffer.allocate(1)));
      assertEquals(Reason.TRUNCATED, failure.reason());
    }
  }

  @Test
  @DisplayName("the connection is reset: our client reports the broken channel, again and again")
  void reset() throws Exception {
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256);
        Relay relay = Relay.to(server.port(), Relay.Edit.NONE, Relay.Edit.NONE);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), relay.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      relay.reset();
      IOException broken = assertThrows(IOException.class, () -> pipe.read(ByteBuffer.allocate(1)));
      IOException again = assertThrows(IOException.class, () -> pipe.read(ByteBuffer.allocate(1)));
      assertEquals(broken, again);
      assertFalse(pipe.isOpen());
    }
  }
}
