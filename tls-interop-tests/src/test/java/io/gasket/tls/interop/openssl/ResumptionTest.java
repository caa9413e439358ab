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
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions resumed by id (RFC 5246 7.3) and by ticket (RFC 5077), both ways. */
@DisplayName("Resumption, with OpenSSL")
class ResumptionTest {
  private static final String[] NO_TICKET = {"-no_ticket"};
  private static final String[] TICKET = {};

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  private static String[] options(ResumedBy by) {
    return by == ResumedBy.SESSION_ID ? NO_TICKET : TICKET;
  }

  /** One connection of s_client that keeps its session in a file, or takes it from there. */
  private static ConnectionInfo connect(
      OurServer server, String printed, Map<String, String> environment, String... options)
      throws Exception {
    try (PeerProcess client = Openssl.client(environment, server.port(), options)) {
      client.say("hello");
      client.await("hello");
      client.await(printed + ", TLSv1.2");
      client.endInput();
      assertEquals(0, client.exitCode(), client::output);
      return server.outcome().agreed();
    }
  }

  private static String file(String name) {
    return PeerFiles.unwritten(name + ".session").toString();
  }

  @ParameterizedTest(name = "s_client resumes with our server by {0}")
  @EnumSource(names = {"SESSION_ID", "TICKET"})
  void server(ResumedBy by) throws Exception {
    String file = file("server" + by);
    String[] options = options(by);
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build())) {
      ConnectionInfo full =
          connect(server, "New", Map.of(), Openssl.with(options, "-sess_out", file));
      assertEquals(ResumedBy.NOTHING, full.resumedBy());
      ConnectionInfo resumed =
          connect(server, "Reused", Map.of(), Openssl.with(options, "-sess_in", file));
      assertEquals(by, resumed.resumedBy());
      assertEquals(full.suite(), resumed.suite());
    }
  }

  @Test
  @DisplayName("a ticket of another server's keys gives a full handshake")
  void foreignTicket() throws Exception {
    String file = file("foreign");
    try (OurServer one = OurServer.echoing(Ours.server(KeyKind.EC_P256).build());
        OurServer other = OurServer.echoing(Ours.server(KeyKind.EC_P256).build())) {
      connect(one, "New", Map.of(), "-sess_out", file);
      assertEquals(
          ResumedBy.NOTHING, connect(other, "New", Map.of(), "-sess_in", file).resumedBy());
    }
  }

  @Test
  @DisplayName("a session with the extended master secret is not resumed without (RFC 7627 5.3)")
  void masterSecretForgotten() throws Exception {
    String file = file("forgotten");
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).build())) {
      connect(server, "New", Map.of(), "-sess_out", file);
      try (PeerProcess client =
          Openssl.client(Openssl.withoutExtendedMasterSecret(), server.port(), "-sess_in", file)) {
        Openssl.awaitAlert(Alert.HANDSHAKE_FAILURE, client);
        assertEquals(Alert.HANDSHAKE_FAILURE, server.outcome().refusal().alert());
      }
    }
  }

  @ParameterizedTest(name = "our client resumes with s_server by {0}, under a key of {1}")
  @CsvSource({"SESSION_ID, EC_P256", "TICKET, EC_P256", "SESSION_ID, RSA_2048", "TICKET, RSA_2048"})
  void client(ResumedBy by, KeyKind key) throws Exception {
    SecurityContext context = Ours.resumingClient().build();
    try (Openssl.Server server = Openssl.reversingServer(key, options(by))) {
      for (ResumedBy expected : new ResumedBy[] {ResumedBy.NOTHING, by, by}) {
        try (SecurePipeline pipe = Ours.connect(context, server.port())) {
          assertEquals("olleh", Ours.exchange(pipe, "hello"));
          assertEquals(expected, pipe.info().resumedBy());
        }
      }
    }
  }
}
