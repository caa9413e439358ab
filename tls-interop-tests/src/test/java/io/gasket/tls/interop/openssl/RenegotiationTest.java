package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * [B6] Who asks to renegotiate is told no_renegotiation, a warning (RFC 5246 7.2.2): our side would
 * go on; OpenSSL takes it as the end and says handshake_failure.
 */
@DisplayName("Renegotiation, off, with OpenSSL")
class RenegotiationTest {
  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @Test
  @DisplayName("our server tells s_client no_renegotiation")
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
  @DisplayName("our client tells s_server no_renegotiation")
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
}
