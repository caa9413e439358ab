package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Fallbacks and downgrades, with OpenSSL (RFC 7507, RFC 8446 4.1.3)")
class DowngradeTest {
  /** Leaves TLS 1.2 and 1.3 on. */
  private static final String SPEAKS_TLS_1_3 = "-no_tls1_1";

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1", "-tls1_1"})
  @DisplayName("an s_client that fell back below TLS 1.2 is refused")
  void fellBack(String version) throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client =
            Openssl.client(
                server.port(), version, "-fallback_scsv", "-cipher", "ALL:@SECLEVEL=0")) {
      Openssl.awaitAlert(Alert.INAPPROPRIATE_FALLBACK, client);
      assertEquals(Reason.INAPPROPRIATE_FALLBACK, server.outcome().refusal().reason());
    }
  }

  @Test
  @DisplayName("an s_client that fell back to TLS 1.2 is served")
  void fellBackToTls12() throws Exception {
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        PeerProcess client = Openssl.client(server.port(), "-tls1_2", "-fallback_scsv")) {
      client.endInput();
      assertTrue(server.outcome().agreed().secureRenegotiation());
    }
  }

  @Test
  @DisplayName("an s_server that speaks TLS 1.3 refuses our fallback, one that does not takes it")
  void weFallBack() throws Exception {
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, SPEAKS_TLS_1_3)) {
      TlsFailure refusal = Ours.refusal(connect(Ours.client().fallback(true), server));
      assertEquals(Alert.INAPPROPRIATE_FALLBACK, refusal.alert());
      assertEquals(TlsFailure.Origin.PEER, refusal.origin());
      assertServed(Ours.client(), server);
    }
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, "-no_tls1_3")) {
      assertServed(Ours.client().fallback(true), server);
    }
  }

  @Test
  @DisplayName("the mark of an s_server that speaks TLS 1.3 is found by a client that does too")
  void mark() throws Exception {
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, SPEAKS_TLS_1_3)) {
      TlsFailure refusal = Ours.refusal(connect(Ours.client().newerVersionElsewhere(true), server));
      assertEquals(Reason.DOWNGRADE_DETECTED, refusal.reason());
      Openssl.awaitAlert(Alert.ILLEGAL_PARAMETER, server.process());
    }
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, "-no_tls1_3")) {
      assertServed(Ours.client().newerVersionElsewhere(true), server);
    }
  }

  private static SecurePipeline connect(ClientContextBuilder client, Openssl.Server server)
      throws IOException {
    return Ours.connect(client.build(), server.port());
  }

  private static void assertServed(ClientContextBuilder client, Openssl.Server server)
      throws IOException {
    try (SecurePipeline pipe = connect(client, server)) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
    }
  }
}
