package io.gasket.tls.interop.gnutls;

import static java.nio.charset.StandardCharsets.US_ASCII;
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

  /**
   * A connection on which gnutls-cli sends one record, all it makes of a line, and gets a line. It
   * may also leave at once.
   */
  private static final OurServer.Conversation ANSWER =
      pipe -> {
        if (pipe.read(ByteBuffer.allocate(WHOLE)) > 0) {
          pipe.write(ByteBuffer.wrap((LINE + "\n").getBytes(US_ASCII)));
          assertEquals(-1, pipe.read(ByteBuffer.allocate(WHOLE)));
        }
      };

  private ConnectionInfo served(ServerContextBuilder context, String... options) throws Exception {
    try (OurServer server = OurServer.start(context.events(seen).build(), ANSWER);
        PeerProcess client = Gnutls.client(server.port(), options)) {
      client.say(LINE);
      return answered(client, server);
    }
  }

  private static ConnectionInfo answered(PeerProcess client, OurServer server) throws Exception {
    client.endInput();
    assertEquals(0, client.exitCode(), client::output);
    assertTrue(client.output().contains(LINE), client::output);
    return server.outcome().agreed();
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
    // GnuTLS sends no longer records than it takes itself.
    assertData(theirs, Math.min(ours, theirs));
  }

  /** At 64 bytes GnuTLS 3.7.9 ends with an internal error of its own. */
  @ParameterizedTest(name = "our client takes {0}, gnutls-serv {1}")
  @CsvSource({"200, 512", "512, 512", "700, 1000", "1000, 16384"})
  void client(int ours, int theirs) throws Exception {
    SecurityContext client = Ours.client().recordSizeLimit(ours).events(seen).build();
    try (Gnutls.Server server = Gnutls.echoServer("--recordsize=" + theirs)) {
      assertEquals(new FragmentLimits(0, ours, theirs), connected(client, server).fragmentLimits());
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

  /**
   * GnuTLS 3.7.9 grants the length and yet sends longer records where no record_size_limit was
   * said, so what comes back is kept short.
   */
  @ParameterizedTest(name = "our client asks gnutls-serv for {0} by max_fragment_length")
  @ValueSource(ints = {512, 1_024, 2_048, 4_096})
  void clientAsks(int length) throws Exception {
    SecurityContext client = Ours.client().maxFragmentLength(length).events(seen).build();
    try (Gnutls.Server server = Gnutls.echoServer();
        SecurePipeline pipe = Ours.connect(client, server.port())) {
      assertEquals("short", Ours.exchange(pipe, "short"));
      assertEquals(new FragmentLimits(length, 0, 0), pipe.info().fragmentLimits());
      assertTrue(seen.receivedHandshake() <= length);
    }
  }

  @Test
  @DisplayName("asked for both, gnutls-serv answers record_size_limit alone")
  void clientAsksForBoth() throws Exception {
    SecurityContext client =
        Ours.client().maxFragmentLength(512).recordSizeLimit(700).events(seen).build();
    try (Gnutls.Server server = Gnutls.echoServer("--recordsize=800")) {
      assertEquals(new FragmentLimits(0, 700, 800), connected(client, server).fragmentLimits());
      assertData(800, 700);
    }
  }

  @ParameterizedTest(name = "our client resumes, having asked for max_fragment_length: {0}")
  @ValueSource(booleans = {true, false})
  void clientResumes(boolean length) throws Exception {
    ClientContextBuilder builder = Ours.resumingClient();
    SecurityContext client =
        length ? builder.maxFragmentLength(512).build() : builder.recordSizeLimit(512).build();
    FragmentLimits expected =
        length ? new FragmentLimits(512, 0, 0) : new FragmentLimits(0, 512, 600);
    try (Gnutls.Server server = Gnutls.echoServer("--recordsize=600")) {
      for (ResumedBy by : new ResumedBy[] {ResumedBy.NOTHING, ResumedBy.TICKET}) {
        try (SecurePipeline pipe = Ours.connect(client, server.port())) {
          assertEquals("short", Ours.exchange(pipe, "short"));
          assertEquals(by, pipe.info().resumedBy());
          assertEquals(expected, pipe.info().fragmentLimits());
        }
      }
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
      try (OurServer server = OurServer.start(context.build(), ANSWER);
          PeerProcess client = Gnutls.client(server.port(), "--resume", "--recordsize=512")) {
        FragmentLimits first = server.outcome().agreed().fragmentLimits();
        client.say(LINE);
        ConnectionInfo again = answered(client, server);
        assertTrue(again.resumedBy() != ResumedBy.NOTHING, client::output);
        assertEquals(first, again.fragmentLimits());
        assertEquals(limit ? 0 : 512, first.maxFragmentLength());
        assertTrue(seen.sentData() <= 512 + OVERHEAD);
      }
    }
  }
}
