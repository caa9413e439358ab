package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.Renegotiation;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * [B6] Renegotiation (RFC 5746), asked for by either side. Where it is off, who asks is told
 * no_renegotiation, a warning (RFC 5246 7.2.2): our side would go on; OpenSSL takes it as the end
 * and says handshake_failure.
 */
@DisplayName("Renegotiation, with OpenSSL")
class RenegotiationTest {
  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @Test
  @DisplayName("off: our server tells s_client no_renegotiation")
  void server() throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client = Openssl.client(server.port(), "-msg")) {
      client.say("before");
      client.await("before");
      client.say("R");
      client.await("warning no_renegotiation");
      client.await("no renegotiation");
      assertEquals(Alert.HANDSHAKE_FAILURE, server.outcome().refusal().alert());
    }
  }

  @Test
  @DisplayName("off: our client tells s_server no_renegotiation")
  void client() throws Exception {
    try (Openssl.Server server = Openssl.server(PeerFiles.server(KeyKind.EC_P256), "-msg");
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      pipe.shakeHands();
      server.process().say("before");
      assertEquals("before", Ours.readLine(pipe));
      server.process().say("r");
      TlsFailure end =
          Assertions.assertThrows(TlsFailure.class, () -> pipe.read(ByteBuffer.allocate(1)));
      server.process().await("warning no_renegotiation");
      assertEquals(Alert.HANDSHAKE_FAILURE, end.alert());
      assertEquals(TlsFailure.Origin.PEER, end.origin());
    }
  }

  @Test
  @DisplayName("on: s_client asks, our server agrees")
  void clientAsks() throws Exception {
    var context = Ours.server(KeyKind.EC_P256).renegotiation(Renegotiation.upTo(2)).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port(), "-msg")) {
      for (int asked = 1; asked <= 2; asked++) {
        client.say("before " + asked);
        client.await("before " + asked);
        client.say("R");
        // A line that follows too soon would be taken with the command, and dropped.
        client.await(Pattern.compile("(?s)(?:RENEGOTIATING.*?){" + asked + "}"));
      }
      client.say("after");
      client.await("after");
      client.endInput();
      server.outcome().agreed();
      assertEquals(0, client.exitCode(), client::output);
    }
  }

  @Test
  @DisplayName("on: s_server asks, our client agrees")
  void serverAsks() throws Exception {
    var context = Ours.client().renegotiation(Renegotiation.upTo(1)).build();
    try (Openssl.Server server = Openssl.server(PeerFiles.server(KeyKind.EC_P256), "-msg");
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      pipe.shakeHands();
      server.process().say("before");
      assertEquals("before", Ours.readLine(pipe));
      server.process().say("r");
      server.process().await("SSL_do_handshake -> ");
      server.process().say("after");
      assertEquals("after", Ours.readLine(pipe));
      server.process().await("HelloRequest");
    }
  }

  @Test
  @DisplayName("on: our client asks, s_server agrees")
  void ourClientAsks() throws Exception {
    var context = Ours.client().renegotiation(Renegotiation.upTo(1)).build();
    try (Openssl.Server server =
            Openssl.server(PeerFiles.server(KeyKind.EC_P256), "-client_renegotiation", "-msg");
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      pipe.shakeHands();
      pipe.engine().renegotiate();
      pipe.flush();
      server.process().say("after");
      assertEquals("after", Ours.readLine(pipe));
      server.process().await(Pattern.compile("(?s)(?:, ClientHello.*?){2}"));
    }
  }

  @Test
  @DisplayName("on: our server asks, s_client agrees")
  void ourServerAsks() throws Exception {
    var context = Ours.server(KeyKind.EC_P256).renegotiation(Renegotiation.upTo(1)).build();
    OurServer.Conversation askingOnce =
        pipe -> {
          String first = Ours.readLine(pipe);
          pipe.engine().renegotiate();
          pipe.flush();
          Ours.exchange(pipe, first);
        };
    try (OurServer server = OurServer.start(context, askingOnce);
        PeerProcess client = Openssl.client(server.port(), "-msg")) {
      client.say("before");
      client.await("HelloRequest");
      client.say("answer");
      client.await("before");
      server.outcome().agreed();
    }
  }
}
