package io.gasket.tls.interop.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.SentRecords;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("--max-fragment and --record-size-limit")
final class SizeOptionsTest {
  private static TlsOptions options(String... given) {
    TlsOptions parsed = new TlsOptions();
    new CommandLine(parsed).parseArgs(given);
    return parsed;
  }

  private static SecurityContext client(String... given) throws ProgramFailure {
    return options(given).build(Ours.client());
  }

  private static SecurityContext server(String... given) throws ProgramFailure {
    return options(given).build(Ours.server(KeyKind.EC_P256));
  }

  private static EnginePair pair(SecurityContext client, SecurityContext server) throws Exception {
    return EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
  }

  @Test
  @DisplayName(
      "--max-fragment: a client asks for it where it can be asked for, and keeps to it anyway")
  void clientsMaximum() throws Exception {
    EnginePair asked = pair(client("--max-fragment", "1024"), server());
    assertEquals(new FragmentLimits(1_024, 0, 0), asked.client().info().fragmentLimits());
    EnginePair own = pair(client("--max-fragment", "1000"), server());
    assertEquals(FragmentLimits.NONE, own.client().info().fragmentLimits());
    byte[] net = own.sealed(own.client(), new byte[1_500]);
    assertEquals(List.of(1_000, 500), SentRecords.plaintexts(net, own.client()));
  }

  @Test
  @DisplayName("--max-fragment: a server keeps to it")
  void serversMaximum() throws Exception {
    EnginePair pair = pair(client(), server("--max-fragment", "512"));
    assertEquals(FragmentLimits.NONE, pair.server().info().fragmentLimits());
    byte[] net = pair.sealed(pair.server(), new byte[600]);
    assertEquals(List.of(512, 88), SentRecords.plaintexts(net, pair.server()));
  }

  @Test
  @DisplayName("--record-size-limit: said by both")
  void sizeLimit() throws Exception {
    EnginePair pair =
        pair(client("--record-size-limit", "64"), server("--record-size-limit", "16384"));
    assertEquals(new FragmentLimits(0, 64, 16_384), pair.client().info().fragmentLimits());
  }

  @Test
  @DisplayName("a length out of range is told in a line, with the range")
  void range() {
    for (String option : List.of("--max-fragment", "--record-size-limit")) {
      for (String value : List.of("63", "16385")) {
        ProgramFailure failure = assertThrows(ProgramFailure.class, () -> client(option, value));
        assertEquals(2, failure.exitCode());
        assertTrue(failure.getMessage().contains("64 to 16384"), failure::getMessage);
      }
    }
  }
}
