package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.testing.TestPki.KeyKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** [P5] ALPN (RFC 7301), both ways; the server's preference decides. */
@DisplayName("ALPN, with OpenSSL")
class ApplicationProtocolTest {
  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @ParameterizedTest(name = "our server of [{0}], s_client offers [{1}]: {2}")
  @CsvSource({
    "'h2,http/1.1', 'http/1.1,h2', h2",
    "'h2,http/1.1', 'http/1.1',    http/1.1",
    "'h2,http/1.1', 'x,http/1.1',  http/1.1",
    "'h2,http/1.1', '',            ''",
    "'',            'h2',          ''"
  })
  void server(String ours, String offered, String agreed) throws Exception {
    var context = Ours.server(KeyKind.EC_P256).applicationProtocols(names(ours)).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port(), option(offered))) {
      client.await(agreed.isEmpty() ? "No ALPN negotiated" : "ALPN protocol: " + agreed);
      client.endInput();
      assertEquals(agreed, server.outcome().agreed().applicationProtocol());
    }
  }

  @ParameterizedTest(name = "our server of [{0}], s_client offers [{1}]: alert 120")
  @CsvSource({"h2, http/1.1", "h2, 'H2,h2c,h'"})
  void serverWithoutOverlap(String ours, String offered) throws Exception {
    var context = Ours.server(KeyKind.EC_P256).applicationProtocols(names(ours)).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port(), option(offered))) {
      Openssl.awaitAlert(Alert.NO_APPLICATION_PROTOCOL, client);
      assertEquals(Reason.NO_COMMON_PROTOCOL, server.outcome().refusal().reason());
    }
  }

  @ParameterizedTest(name = "our client offers [{0}] to an s_server of [{1}]: {2}")
  @CsvSource({
    "'h2,http/1.1', 'http/1.1,h2', http/1.1",
    "'h2,http/1.1', 'h2',          h2",
    "'h2,http/1.1', '',            ''",
    "'',            'h2',          ''"
  })
  void client(String ours, String theirs, String agreed) throws Exception {
    var context = Ours.client().applicationProtocols(names(ours)).build();
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, option(theirs));
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      assertEquals(agreed, pipe.shakeHands());
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
    }
  }

  @ParameterizedTest(name = "our client offers [{0}] to an s_server of [{1}]: alert 120")
  @CsvSource("h2, http/1.1")
  void clientWithoutOverlap(String ours, String theirs) throws Exception {
    var context = Ours.client().applicationProtocols(names(ours)).build();
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, option(theirs))) {
      assertEquals(
          Alert.NO_APPLICATION_PROTOCOL,
          Ours.refusal(Ours.connect(context, server.port())).alert());
    }
  }

  private static String[] names(String list) {
    return list.isEmpty() ? new String[0] : list.split(",", -1);
  }

  private static String[] option(String list) {
    return list.isEmpty() ? new String[0] : new String[] {"-alpn", list};
  }
}
