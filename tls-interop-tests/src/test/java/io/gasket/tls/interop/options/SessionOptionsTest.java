package io.gasket.tls.interop.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.options.ExportOptions.Export;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** [B3 B6] What --tickets, --session-cache, --ticket-key, --renegotiation and --export make. */
@DisplayName("The options of sessions")
final class SessionOptionsTest {
  @TempDir private Path folder;
  private String[] identity;

  @BeforeEach
  void writeIdentity() {
    List<Path> pem = TestPki.serverIdentity(KeyKind.EC_P256).writePem(folder, "server");
    identity = new String[] {"--cert", pem.get(0).toString(), "--key", pem.get(1).toString()};
  }

  private SecurityContext server(String... options) throws Exception {
    ServerOptions parsed = new ServerOptions();
    new CommandLine(parsed).parseArgs(Openssl.with(options, identity));
    return parsed.context(ClientAuth.NONE);
  }

  private static SecurityContext client(String... options) throws Exception {
    ClientOptions parsed = new ClientOptions();
    new CommandLine(parsed)
        .parseArgs(Openssl.with(options, "localhost:1", "--ca", PeerFiles.anchors().toString()));
    return parsed.context();
  }

  private static EnginePair connect(SecurityContext client, SecurityContext server)
      throws Exception {
    return EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
  }

  private static ResumedBy second(SecurityContext client, SecurityContext server) throws Exception {
    connect(client, server);
    return connect(client, server).client().info().resumedBy();
  }

  @ParameterizedTest(name = "server {0}, client {1}: {2}")
  @CsvSource({
    "'', '', TICKET",
    "--tickets=off, '', SESSION_ID",
    "'', --tickets=off, SESSION_ID",
    "--session-cache=0, '', TICKET",
    "--session-cache=0, --tickets=off, NOTHING",
    "--tickets=off --session-cache=0, '', NOTHING",
    "--tickets=off --session-cache=1, --session-cache=1, SESSION_ID",
    "'', --session-cache=0, NOTHING",
  })
  void resumption(String server, String client, ResumedBy expected) throws Exception {
    assertEquals(expected, second(client(words(client)), server(words(server))));
  }

  private static String[] words(String text) {
    return text.isEmpty() ? new String[0] : text.split(" ");
  }

  @Test
  @DisplayName("servers that share --ticket-key resume each other's sessions, also by an old key")
  void ticketKeys() throws Exception {
    String one = key("one", 48);
    String two = key("two", 48);
    SecurityContext client = client();
    SecurityContext first = server("--ticket-key", one);
    connect(client, first);
    SecurityContext rotated = server("--ticket-key", two, "--ticket-key", one);
    assertEquals(ResumedBy.TICKET, connect(client, rotated).client().info().resumedBy());
    SecurityContext stranger = server("--ticket-key", key("three", 48));
    assertEquals(ResumedBy.NOTHING, connect(client, stranger).client().info().resumedBy());
  }

  @Test
  @DisplayName("a ticket key of another length, or without tickets, is told in a line")
  void badTicketKeys() throws Exception {
    String brief = key("brief", 47);
    ProgramFailure length = assertThrows(ProgramFailure.class, () -> server("--ticket-key", brief));
    assertEquals(brief + ": a ticket key is 48 random bytes, not 47", length.getMessage());
    assertEquals(1, length.exitCode());
    String good = key("good", 48);
    ProgramFailure off =
        assertThrows(ProgramFailure.class, () -> server("--ticket-key", good, "--tickets", "off"));
    assertEquals(2, off.exitCode());
  }

  /** A file of zeros but for a name of its own, so that keys differ. */
  private String key(String name, int length) throws Exception {
    byte[] bytes = new byte[length];
    bytes[0] = (byte) name.charAt(0);
    bytes[1] = (byte) name.charAt(1);
    return Files.write(folder.resolve(name), bytes).toString();
  }

  @ParameterizedTest(name = "--renegotiation {0} allows {1}")
  @CsvSource({"off, 0", "0, 0", "once, 1", "3, 3"})
  void renegotiation(String option, int allowed) throws Exception {
    String chosen = "--renegotiation=" + option;
    EnginePair pair = connect(client(chosen), server(chosen));
    for (int i = 0; i < allowed; i++) {
      pair.client().renegotiate();
      pair.shakeHands();
    }
    assertThrows(IllegalStateException.class, pair.client()::renegotiate);
    assertThrows(IllegalStateException.class, pair.server()::renegotiate);
  }

  @Test
  @DisplayName("--export takes label, length and context")
  void exports() {
    ExportOptions parsed = new ExportOptions();
    new CommandLine(parsed).parseArgs("--export", "A b:20", "--export", "A b:4096:00Ff");
    assertEquals(2, parsed.exports().size());
    Export plain = parsed.exports().get(0);
    assertEquals("A b", plain.label());
    assertEquals(20, plain.length());
    assertTrue(plain.context() == null);
    assertEquals(4096, parsed.exports().get(1).length());
    assertArrayEquals(new byte[] {0, -1}, parsed.exports().get(1).context());
  }
}
