package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.interop.peer.SeenRecords;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.record.AdaptiveRecords;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** max_fragment_length (RFC 6066 4), of which OpenSSL is held to its part on the wire too. */
@DisplayName("Lengths of records, with OpenSSL")
class FragmentSizesTest {
  private static final String LINE = "0123456789".repeat(300);

  /** What AES-GCM, which both sides prefer, adds to a plaintext. */
  private static final int OVERHEAD = 24;

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  /** One connection of s_client, and what was agreed. */
  private static ConnectionInfo echo(OurServer server, String... options) throws Exception {
    try (PeerProcess client = Openssl.client(server.port(), options)) {
      client.say(LINE);
      client.await(LINE);
      client.endInput();
      assertEquals(0, client.exitCode(), client::output);
      return server.outcome().agreed();
    }
  }

  private static void assertHeld(int length, SeenRecords seen) {
    assertEquals(length + OVERHEAD, seen.sentData());
    assertEquals(length + OVERHEAD, seen.receivedData());
    assertTrue(seen.sentHandshake() <= length, () -> "sent " + seen.sentHandshake());
    assertTrue(seen.receivedHandshake() <= length, () -> "received " + seen.receivedHandshake());
  }

  @ParameterizedTest(name = "s_client asks for {0}")
  @CsvSource({"512", "1024", "2048"})
  void serverGrants(int length) throws Exception {
    SeenRecords seen = new SeenRecords();
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.RSA_2048).events(seen).build())) {
      ConnectionInfo info = echo(server, "-maxfraglen", Integer.toString(length));
      assertEquals(length, info.fragmentLimits().maxFragmentLength());
      assertHeld(length, seen);
    }
  }

  @Test
  @DisplayName("s_client asks, our server passes it over")
  void serverPassesOver() throws Exception {
    SecurityContext context = Ours.server(KeyKind.EC_P256).acceptMaxFragmentLength(false).build();
    try (OurServer server = OurServer.echoing(context)) {
      ConnectionInfo info = echo(server, "-maxfraglen", "512");
      assertEquals(0, info.fragmentLimits().maxFragmentLength());
    }
  }

  @ParameterizedTest(name = "it holds when s_client resumes by {0}")
  @EnumSource(names = {"SESSION_ID", "TICKET"})
  void serverResumes(ResumedBy by) throws Exception {
    String file = PeerFiles.unwritten("fragments" + by + ".session").toString();
    SeenRecords seen = new SeenRecords();
    String kind = by == ResumedBy.SESSION_ID ? "-no_ticket" : "-legacy_renegotiation";
    try (OurServer server = OurServer.echoing(Ours.server(KeyKind.EC_P256).events(seen).build())) {
      echo(server, "-maxfraglen", "512", "-sess_out", file, kind);
      ConnectionInfo info = echo(server, "-maxfraglen", "512", "-sess_in", file, kind);
      assertEquals(by, info.resumedBy());
      assertEquals(512, info.fragmentLimits().maxFragmentLength());
      assertHeld(512, seen);
    }
  }

  @ParameterizedTest(name = "our client asks s_server for {0}")
  @CsvSource({"512", "1024", "2048", "4096"})
  void clientAsks(int length) throws Exception {
    SeenRecords seen = new SeenRecords();
    SecurityContext context = Ours.client().maxFragmentLength(length).events(seen).build();
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.RSA_2048);
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      assertReversed(LINE + LINE, pipe);
      assertEquals(length, pipe.info().fragmentLimits().maxFragmentLength());
      assertHeld(length, seen);
    }
  }

  @ParameterizedTest(name = "it holds when our client resumes by {0}")
  @EnumSource(names = {"SESSION_ID", "TICKET"})
  void clientResumes(ResumedBy by) throws Exception {
    SeenRecords seen = new SeenRecords();
    SecurityContext context = Ours.resumingClient().maxFragmentLength(512).events(seen).build();
    String kind = by == ResumedBy.SESSION_ID ? "-no_ticket" : "-serverpref";
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256, kind)) {
      for (ResumedBy expected : new ResumedBy[] {ResumedBy.NOTHING, by}) {
        try (SecurePipeline pipe = Ours.connect(context, server.port())) {
          assertReversed(LINE, pipe);
          assertEquals(expected, pipe.info().resumedBy());
          assertEquals(512, pipe.info().fragmentLimits().maxFragmentLength());
        }
      }
      assertHeld(512, seen);
    }
  }

  @Test
  @DisplayName("our client's own maximum, the smallest there is, in handshake and data")
  void ownMaximum() throws Exception {
    SeenRecords seen = new SeenRecords();
    SecurityContext context = Ours.client().maxFragment(64).events(seen).build();
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256);
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      assertReversed(LINE, pipe);
      assertEquals(64, seen.sentHandshake());
      assertEquals(64 + OVERHEAD, seen.sentData());
    }
  }

  @Test
  @DisplayName("adaptive records of our server, small at first and full later")
  void adaptive() throws Exception {
    SeenRecords seen = new SeenRecords();
    SecurityContext context =
        Ours.server(KeyKind.EC_P256)
            .adaptiveRecords(AdaptiveRecords.INTERACTIVE)
            .events(seen)
            .build();
    try (OurServer server = OurServer.echoing(context)) {
      assertEquals(ResumedBy.NOTHING, echo(server).resumedBy());
      assertEquals(1_208 - 5, seen.sentData());
    }
  }

  private static void assertReversed(String text, SecurePipeline pipe) throws IOException {
    assertEquals(new StringBuilder(text).reverse().toString(), Ours.exchange(pipe, text));
  }
}
