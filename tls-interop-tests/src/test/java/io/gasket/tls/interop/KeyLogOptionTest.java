package io.gasket.tls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.event.KeyLog;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --keylog}: the secrets that the client program logs are those its server knows. */
final class KeyLogOptionTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("C3: --keylog appends the line of each handshake, the one the server logs too")
  void keyLog() throws Exception {
    Path roots = TestPki.writePem(folder.resolve("roots.pem"), TestPki.anchors());
    Path keys = folder.resolve("keys");
    List<String> ofServer = new ArrayList<>();
    try (OurServer server =
        OurServer.start(
            Ours.server(KeyKind.EC_P256).keyLog(KeyLog.nss(ofServer::add)).build(),
            pipe -> {
              Ours.readLine(pipe);
              pipe.write(ByteBuffer.wrap("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII)));
            })) {
      for (int i = 0; i < 2; i++) {
        int exitCode =
            Main.commandLine()
                .execute(
                    "client",
                    "localhost:" + server.port(),
                    "--ca=" + roots,
                    "--get=/",
                    "--keylog=" + keys);
        assertEquals(0, exitCode);
        server.outcome().agreed();
      }
    }
    assertEquals(2, ofServer.size());
    assertTrue(ofServer.get(0).startsWith("CLIENT_RANDOM "));
    assertEquals(String.join("", ofServer), Files.readString(keys));
  }
}
