package io.gasket.tls.interop.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Stapling;
import io.gasket.tls.trust.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("server --ocsp-response")
final class OcspResponseOptionTest {
  private static final Identity SERVER = TestPki.serverIdentity(KeyKind.EC_P256);

  @TempDir private Path folder;

  @Test
  @DisplayName("the file is stapled to the certificate of its place")
  void stapled() throws Exception {
    byte[] response = OcspResponses.about(SERVER.certificate(), TestPki.intermediate()).make();
    SecurityContext server = server("--ocsp-response", file(response));
    SecurityContext client =
        SecurityContext.client()
            .trust(Trust.anchors(TestPki.anchors()))
            .stapling(Stapling.REQUIRED)
            .build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertArrayEquals(response, pair.client().info().ocspResponse().orElseThrow());
  }

  @Test
  @DisplayName("one too many, and an empty file, are told in a line")
  void refused() throws Exception {
    String some = file(new byte[1]);
    ProgramFailure many =
        assertThrows(
            ProgramFailure.class, () -> server("--ocsp-response", some, "--ocsp-response", some));
    assertEquals(2, many.exitCode());
    assertTrue(many.getMessage().contains("there are 2 and 1"), many::getMessage);
    String empty = file(new byte[0]);
    ProgramFailure nothing =
        assertThrows(ProgramFailure.class, () -> server("--ocsp-response", empty));
    assertTrue(nothing.getMessage().startsWith(empty + ": "), nothing::getMessage);
  }

  private SecurityContext server(String... options) throws Exception {
    List<Path> pem = SERVER.writePem(folder, "server");
    ServerOptions parsed = new ServerOptions();
    new CommandLine(parsed)
        .parseArgs(
            Openssl.with(options, "--cert", pem.get(0).toString(), "--key", pem.get(1).toString()));
    return parsed.context(ClientAuth.NONE);
  }

  private String file(byte[] content) throws Exception {
    Path file = Files.createTempFile(folder, "response", ".der");
    return Files.write(file, content).toString();
  }
}
