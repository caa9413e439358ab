package io.gasket.tls.interop.gnutls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.interop.peer.Gnutls;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.interop.peer.SeenRecords;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * record_size_limit (RFC 8449) and max_fragment_length (RFC 6066 4) with GnuTLS, whose client and
 * server always have the first and which is held to its part on the wire.
 */
@DisplayName("Lengths of records, with GnuTLS")
class GnutlsSizesTest {
  private static final String LINE = "0123456789".repeat(300);
  private static final int WHOLE = LINE.length() + 1;

  /** What AES-GCM, which both sides prefer, adds to a plaintext. */
  private static final int OVERHEAD = 24;

  private final SeenRecords seen = new SeenRecords();

  @BeforeAll
  static void requireGnutls() {
    Gnutls.require();
  }

  private ConnectionInfo served(ServerContextBuilder context, String... options) throws Exception {
    OurServer.Conversation echo =
        pipe -> {
          String line = Ours.readLine(pipe);
          pipe.write(ByteBuffer.wrap((line + "\n").getBytes()));
          assertEquals(-1, pipe.read(ByteBuffer.allocate(1)));
        };
    try (OurServer server = OurServer.start(context.events(seen).build(), echo);
        PeerProcess client = Gnutls.client(server.port(), options)) {
      client.say(LINE);
      client.await(LINE);
      client.endInput();
      assertEquals(0, client.exitCode(), client::output);
      return server.outcome().agreed();
    }
  }

  private ConnectionInfo connected(SecurityContext client, Gnutls.Server server) throws Exception {
    try (SecurePipeline pipe = Ours.connect(client, server.port())) {
      assertEquals(LINE, Ours.exchange(pipe, LINE));
      return pipe.info();
    }
  }

  private void assertData(int sent, int received) {
    assertEquals(Math.min(sent, WHOLE) + OVERHEAD, seen.sentData());
    assertEquals(Math.min(received, WHOLE) + OVERHEAD, seen.receivedData());
  }

  @ParameterizedTest(name = "our server takes {0}, gnutls-cli {1}")
  @CsvSource({"512, 512", "700, 512", "700, 1000", "16384, 2500"})
  void server(int ours, int theirs) throws Exception {
    ConnectionInfo info =
        served(Ours.server(KeyKind.EC_P256).recordSizeLimit(ours), "--recordsize=" + theirs);
    assertEquals(new FragmentLimits(0, ours, theirs), info.fragmentLimits());
    assertData(theirs, ours);
  }

  @ParameterizedTest(name = "our client takes {0}, gnutls-serv {1}")
  @CsvSource({"64, 512", "512, 512", "700, 1000", "1000, 16384"})
  void client(int ours, int theirs) throws Exception {
    SecurityContext client = Ours.client().recordSizeLimit(ours).events(seen).build();
    try (Gnutls.Server server = Gnutls.echoServer(KeyKind.EC_P256, "--recordsize=" + theirs)) {
      assertEquals(
          new FragmentLimits(0, ours, theirs), connected(client, server).fragmentLimits());
      assertData(theirs, ours);
    }
  }

  @Test
  @DisplayName("without record_size_limit on our side gnutls-cli gets its max_fragment_length")
  void serverGrants() throws Exception {
    ConnectionInfo info = served(Ours.server(KeyKind.EC_P256), "--recordsize=512");
    assertEquals(new FragmentLimits(512, 0, 0), info.fragmentLimits());
    assertData(512, 512);
    assertTrue(seen.sentHandshake() <= 512);
  }

  @ParameterizedTest(name = "our client asks gnutls-serv for {0} by max_fragment_length")
  @ValueSource(ints = {512, 1_024, 2_048, 4_096})
  void clientAsks(int length) throws Exception {
    SecurityContext client = Ours.client().maxFragmentLength(length).events(seen).build();
    try (Gnutls.Server server = Gnutls.echoServer(KeyKind.RSA_2048)) {
      assertEquals(
          new FragmentLimits(length, 0, 0), connected(client, server).fragmentLimits());
      assertData(length, length);
    }
  }

  @Test
  @DisplayName("asked for both, gnutls-serv answers record_size_limit alone")
  void clientAsksForBoth() throws Exception {
    SecurityContext client =
        Ours.client().maxFragmentLength(512).recordSizeLimit(700).events(seen).build();
    try (Gnutls.Server server = Gnutls.echoServer(KeyKind.EC_P256, "--recordsize=800")) {
      assertEquals(
          new FragmentLimits(0, 700, 800), connected(client, server).fragmentLimits());
      assertData(800, 700);
    }
  }

  @ParameterizedTest(name = "in a resumption, asked for by max_fragment_length: {0}")
  @ValueSource(booleans = {true, false})
  void clientResumes(boolean length) throws Exception {
    ClientContextBuilder builder = Ours.resumingClient().events(seen);
    SecurityContext client =
        length ? builder.maxFragmentLength(512).build() : builder.recordSizeLimit(512).build();
    try (Gnutls.Server server = Gnutls.echoServer(KeyKind.EC_P256, "--recordsize=16384")) {
      FragmentLimits first = connected(client, server).fragmentLimits();
      ConnectionInfo again = connected(client, server);
      assertEquals(ResumedBy.TICKET, again.resumedBy());
      assertEquals(first, again.fragmentLimits());
      assertEquals(512 + OVERHEAD, seen.receivedData());
    }
  }

  @Test
  @DisplayName("gnutls-cli resumes with our server, both extensions, each as its RFC has it")
  void serverResumes() throws Exception {
    for (boolean limit : new boolean[] {true, false}) {
      ServerContextBuilder context = Ours.server(KeyKind.EC_P256).events(seen);
      if (limit) {
        context.recordSizeLimit(700);
      }
      try (OurServer server = OurServer.echoing(context.build());
          PeerProcess client = Gnutls.client(server.port(), "--resume", "--recordsize=512")) {
        FragmentLimits first = server.outcome().agreed().fragmentLimits();
        client.say(LINE);
        client.await(LINE);
        client.endInput();
        assertEquals(0, client.exitCode(), client::output);
        ConnectionInfo again = server.outcome().agreed();
        assertTrue(again.resumedBy() != ResumedBy.NOTHING, client::output);
        assertEquals(first, again.fragmentLimits());
        assertEquals(limit ? 0 : 512, first.maxFragmentLength());
        assertTrue(seen.sentData() <= 512 + OVERHEAD);
      }
    }
  }
}
