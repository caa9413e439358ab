package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.testing.TestPki.KeyKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Peers without the extended master secret (RFC 7627): let in, unless it is required. */
@DisplayName("The master secret of RFC 5246, with OpenSSL")
class MasterSecretTest {
  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  private static PeerProcess client(int port) throws Exception {
    return Openssl.client(Openssl.withoutExtendedMasterSecret(), port);
  }

  private static Openssl.Server server() throws Exception {
    return Openssl.server(
        Openssl.withoutExtendedMasterSecret(), PeerFiles.server(KeyKind.EC_P256), "-rev");
  }

  @Test
  @DisplayName("our server lets such a client in")
  void serverAccepts() throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client = client(server.port())) {
      client.say("old way");
      client.await("old way");
      client.await("Extended master secret: no");
      client.endInput();
      assertFalse(server.outcome().agreed().extendedMasterSecret());
    }
  }

  @Test
  @DisplayName("our server refuses it when told to")
  void serverRefuses() throws Exception {
    var context = Ours.server(KeyKind.EC_P256).requireExtendedMasterSecret(true).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = client(server.port())) {
      Openssl.awaitAlert(Alert.HANDSHAKE_FAILURE, client);
      assertEquals(Reason.NO_EXTENDED_MASTER_SECRET, server.outcome().refusal().reason());
    }
  }

  @Test
  @DisplayName("our client takes such a server")
  void clientAccepts() throws Exception {
    try (Openssl.Server server = server();
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertEquals("yaw dlo", Ours.exchange(pipe, "old way"));
      assertFalse(pipe.info().extendedMasterSecret());
    }
  }

  @Test
  @DisplayName("our client refuses it when told to")
  void clientRefuses() throws Exception {
    var context = Ours.client().requireExtendedMasterSecret(true).build();
    try (Openssl.Server server = server()) {
      assertEquals(
          Reason.NO_EXTENDED_MASTER_SECRET,
          Ours.refusal(Ours.connect(context, server.port())).reason());
      Openssl.awaitAlert(Alert.HANDSHAKE_FAILURE, server.process());
    }
  }
}
