package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Peers with which nothing can be agreed are refused, with the alert and the words that say why.
 */
@DisplayName("Nothing in common, with OpenSSL")
class RefusalTest {
  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @ParameterizedTest(name = "our server, {0} key, refuses s_client {1}: {2}")
  @CsvSource({
    "EC_P256,  -tls1 -cipher ALL:@SECLEVEL=0,   PROTOCOL_VERSION,  UNSUPPORTED_VERSION, TLS 1.0",
    "EC_P256,  -tls1_1 -cipher ALL:@SECLEVEL=0, PROTOCOL_VERSION,  UNSUPPORTED_VERSION, TLS 1.1",
    "EC_P256,  -tls1_3,                         PROTOCOL_VERSION,  UNSUPPORTED_VERSION, TLS 1.3",
    "RSA_2048, -cipher AES128-GCM-SHA256,       HANDSHAKE_FAILURE, NO_COMMON_SUITE,     0x009c",
    "RSA_2048, -cipher ECDHE-RSA-AES128-SHA,    HANDSHAKE_FAILURE, NO_COMMON_SUITE,     0xc013",
    "RSA_2048, -cipher DHE-RSA-AES128-GCM-SHA256, HANDSHAKE_FAILURE, NO_COMMON_SUITE,   0x009e",
    "RSA_2048, -cipher ECDHE-ECDSA-AES128-GCM-SHA256, HANDSHAKE_FAILURE, NO_CREDENTIAL, RSA",
    "RSA_2048, -groups X448,                    HANDSHAKE_FAILURE, NO_COMMON_GROUP,     0x001e",
    "EC_P521,  -groups X25519:P-256,            HANDSHAKE_FAILURE, NO_CREDENTIAL,       secp521r1",
    "EC_P256,  -sigalgs ECDSA+SHA224,           HANDSHAKE_FAILURE, NO_COMMON_SCHEME,    0x0303"
  })
  void server(KeyKind key, String options, Alert alert, Reason reason, String told)
      throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(key).build());
        PeerProcess client = Openssl.client(server.port(), options.split(" ", -1))) {
      Openssl.awaitAlert(alert, client);
      assertRefused(alert, reason, told, server.outcome().refusal());
    }
  }

  /** None of our suites exists below TLS 1.2, so an older server sees nothing to agree on. */
  @ParameterizedTest(name = "an s_server {1} refuses our client: {2}")
  @CsvSource({
    "EC_P256,  -tls1 -cipher ALL:@SECLEVEL=0,   HANDSHAKE_FAILURE",
    "EC_P256,  -tls1_1 -cipher ALL:@SECLEVEL=0, HANDSHAKE_FAILURE",
    "EC_P256,  -tls1_3,                      PROTOCOL_VERSION",
    "RSA_2048, -cipher AES128-GCM-SHA256,    HANDSHAKE_FAILURE",
    "RSA_2048, -cipher ECDHE-RSA-AES128-SHA, HANDSHAKE_FAILURE",
    "EC_P256,  -cipher ECDHE-RSA-AES128-GCM-SHA256, HANDSHAKE_FAILURE",
    "RSA_2048, -groups X448,                 HANDSHAKE_FAILURE"
  })
  void refusedClient(KeyKind key, String options, Alert alert) throws Exception {
    try (Openssl.Server server = Openssl.reversingServer(key, options.split(" ", -1))) {
      TlsFailure refusal = Ours.refusal(Ours.connect(Ours.client().build(), server.port()));
      assertEquals(TlsFailure.Origin.PEER, refusal.origin());
      assertRefused(alert, Reason.ALERT_RECEIVED, alert.rfcName(), refusal);
    }
  }

  @ParameterizedTest(name = "{0} alone is enough, both ways")
  @CsvSource({"X25519, RSA_2048", "SECP521R1, EC_P521"})
  void oneGroup(NamedGroup group, KeyKind key) throws Exception {
    String name = group == NamedGroup.X25519 ? "X25519" : "P-521";
    try (OurServer server = OurServer.echoing(Ours.server(key).build());
        PeerProcess client = Openssl.client(server.port(), "-groups", name)) {
      client.endInput();
      assertEquals(group, server.outcome().agreed().group().orElseThrow());
    }
    try (Openssl.Server server = Openssl.reversingServer(key, "-groups", name);
        var pipe = Ours.connect(Ours.client().groups(List.of(group)).build(), server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      assertEquals(group, pipe.info().group().orElseThrow());
    }
  }

  private static void assertRefused(Alert alert, Reason reason, String told, TlsFailure refusal) {
    assertEquals(reason, refusal.reason(), refusal::toString);
    assertEquals(alert, refusal.alert(), refusal::toString);
    assertTrue(refusal.detail().contains(told), refusal::toString);
  }
}
