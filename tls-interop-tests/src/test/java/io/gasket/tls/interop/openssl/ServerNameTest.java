package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** [B1] The name that a client asks for (RFC 6066 3) decides which certificate it gets. */
@DisplayName("server_name, with OpenSSL")
class ServerNameTest {
  private static OurServer ours;
  private static Openssl.Server theirs;

  @BeforeAll
  static void startServers() throws Exception {
    Openssl.require();
    SecurityContext context =
        Ours.server(KeyKind.EC_P256)
            .credential("www.example.org", TestPki.server(KeyKind.RSA_2048))
            .credential("*.wild.example.org", TestPki.server(KeyKind.ED25519))
            .build();
    ours = OurServer.echoing(context);
    PeerFiles.Pem second = PeerFiles.server(KeyKind.RSA_2048);
    theirs =
        Openssl.reversingServer(
            KeyKind.EC_P256,
            "-servername",
            "www.example.org",
            "-cert2",
            second.leaf().toString(),
            "-key2",
            second.key().toString());
  }

  @AfterAll
  static void stopServers() throws Exception {
    ours.close();
    theirs.close();
  }

  @ParameterizedTest(name = "s_client asks our server for [{0}]: {1}")
  @CsvSource({
    "www.example.org,      RSA_2048",
    "WWW.Example.ORG,      RSA_2048",
    "a.wild.example.org,   ED25519",
    "a.b.wild.example.org, EC_P256",
    "unknown.test,         EC_P256",
    ",                     EC_P256"
  })
  void server(String name, KeyKind expected) throws Exception {
    String[] option =
        name == null ? new String[] {"-noservername"} : new String[] {"-servername", name};
    try (PeerProcess client = Openssl.client(ours.port(), option)) {
      client.await("subject=CN = localhost, OU = " + expected + ", O = Gasket Tests");
      client.endInput();
      ConnectionInfo info = ours.outcome().agreed();
      assertEquals(
          Optional.ofNullable(name).map(n -> n.toLowerCase(Locale.ROOT)), info.serverName());
    }
  }

  @ParameterizedTest(name = "our client asks s_server for [{0}]: {1}")
  @CsvSource({
    "www.example.org, RSA_2048",
    "example.org,     EC_P256",
    "127.0.0.1,       EC_P256",
    "::1,             EC_P256"
  })
  void client(String name, KeyKind expected) throws Exception {
    // s_server sends no chain with its second certificate; the issuer is an anchor then.
    var context =
        SecurityContext.client()
            .trust(
                Trust.anchors(
                    TestPki.intermediate().certificate(), TestPki.rsaIntermediate().certificate()))
            .build();
    try (SecurePipeline pipe = Ours.connect(context, name, theirs.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      assertEquals(
          TestPki.serverIdentity(expected).certificate(), pipe.info().peerCertificates().get(0));
    }
  }
}
