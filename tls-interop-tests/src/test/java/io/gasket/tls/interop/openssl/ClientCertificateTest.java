package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.interop.peer.OddIdentities;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** [B4] Client certificates: asked for or not, shown or not, good or not. */
@DisplayName("Client certificates, with OpenSSL")
class ClientCertificateTest {
  /** What a client has to show. */
  enum Shown {
    NOTHING,
    TRUSTED,
    UNTRUSTED;

    private static final Identity STRANGER = OddIdentities.SELF_SIGNED.client();

    Identity identity() {
      return this == TRUSTED ? TestPki.clientIdentity(KeyKind.EC_P256) : STRANGER;
    }

    String[] options() {
      return this == NOTHING
          ? new String[0]
          : PeerFiles.of(identity()).options().toArray(String[]::new);
    }

    ClientContextBuilder addTo(ClientContextBuilder client) {
      return this == NOTHING ? client : client.credential(identity().credential());
    }
  }

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @ParameterizedTest(name = "our server, {0}, is shown {1}: {2}")
  @CsvSource({
    "NONE, NOTHING,   accepted without",
    "NONE, TRUSTED,   accepted without",
    "WANT, NOTHING,   accepted without",
    "WANT, TRUSTED,   accepted",
    "WANT, UNTRUSTED, UNKNOWN_CA",
    "NEED, NOTHING,   HANDSHAKE_FAILURE",
    "NEED, TRUSTED,   accepted",
    "NEED, UNTRUSTED, UNKNOWN_CA"
  })
  void server(ClientAuth asked, Shown shown, String result) throws Exception {
    var context = Ours.server(KeyKind.EC_P256).clientAuth(asked, Ours.trust()).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port(), shown.options())) {
      if (result.startsWith("accepted")) {
        client.say("let in");
        client.await("let in");
        client.endInput();
        assertEquals(
            result.equals("accepted") ? shown.identity().chain() : List.of(),
            server.outcome().agreed().peerCertificates());
      } else {
        Alert alert = Alert.valueOf(result);
        Openssl.awaitAlert(alert, client);
        assertEquals(alert, server.outcome().refusal().alert());
      }
    }
  }

  @Test
  @DisplayName("s_client shows the CA names that our server asks for")
  void authorities() throws Exception {
    var context = Ours.server(KeyKind.EC_P256).clientAuth(ClientAuth.WANT, Ours.trust()).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port())) {
      client.endInput();
      String printed = client.outputAtEnd();
      String asked = printed.substring(printed.indexOf("Acceptable client certificate CA names"));
      assertTrue(asked.contains("CN = Gasket Test EC Root"), printed);
      assertTrue(asked.contains("CN = Gasket Test RSA Root"), printed);
      assertTrue(asked.contains("Client Certificate Types: "), printed);
    }
  }

  @ParameterizedTest(name = "our server is shown a certificate of {0}")
  @EnumSource
  void serverOfEveryKey(KeyKind key) throws Exception {
    var context = Ours.server(KeyKind.EC_P256).clientAuth(ClientAuth.NEED, Ours.trust()).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client =
            Openssl.client(server.port(), PeerFiles.client(key).options().toArray(String[]::new))) {
      client.say("hello");
      client.await("hello");
      client.endInput();
      assertShown(key, server.outcome().agreed());
    }
  }

  private static void assertShown(KeyKind key, ConnectionInfo info) {
    assertEquals(TestPki.clientIdentity(key).chain(), info.peerCertificates());
    assertTrue(info.peerScheme().isPresent());
  }

  @ParameterizedTest(name = "our client shows a certificate of {0}")
  @EnumSource
  void clientOfEveryKey(KeyKind key) throws Exception {
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, verifying("-Verify"));
        SecurePipeline pipe =
            Ours.connect(Ours.client().credential(TestPki.client(key)).build(), server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      assertTrue(pipe.info().localScheme().isPresent());
      server.process().await("Peer certificate: CN = client, OU = " + key + ", O = Gasket Tests");
    }
  }

  @ParameterizedTest(name = "our client shows {1} to s_server {0}: {2}")
  @CsvSource({
    "-verify, NOTHING,   accepted",
    "-verify, TRUSTED,   accepted",
    "-Verify, TRUSTED,   accepted",
    "-verify, UNTRUSTED, UNKNOWN_CA",
    "-Verify, NOTHING,   HANDSHAKE_FAILURE"
  })
  void client(String verify, Shown shown, String result) throws Exception {
    var context = shown.addTo(Ours.client()).build();
    // Without the names of authorities our client shows what it has, even to a stranger.
    String[] options = Openssl.with(verifying(verify), "-no_ca_names");
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, options);
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      if (result.equals("accepted")) {
        assertEquals("olleh", Ours.exchange(pipe, "hello"));
        assertEquals(shown == Shown.TRUSTED, pipe.info().localCredential().isPresent());
      } else {
        TlsFailure refusal = Ours.refusal(pipe);
        assertEquals(Alert.valueOf(result), refusal.alert());
        assertEquals(Reason.ALERT_RECEIVED, refusal.reason());
      }
    }
  }

  @Test
  @DisplayName("our client shows nothing to a server that names other authorities")
  void otherAuthorities() throws Exception {
    var context = Shown.UNTRUSTED.addTo(Ours.client()).build();
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, verifying("-verify"));
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      assertTrue(pipe.info().localCredential().isEmpty());
      server.process().await("No peer certificate");
    }
  }

  private static String[] verifying(String option) {
    return new String[] {
      option, "1", "-CAfile", PeerFiles.anchors().toString(), "-verify_return_error"
    };
  }
}
