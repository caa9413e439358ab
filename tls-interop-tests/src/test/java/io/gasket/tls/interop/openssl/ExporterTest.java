package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Both sides export the same keying material (RFC 5705). */
@DisplayName("Exported keying material, with OpenSSL")
class ExporterTest {
  private static final String LABEL = "EXPERIMENTAL-gasket";
  private static final int LENGTH = 57;
  private static final String[] OPTIONS = {"-keymatexport", LABEL, "-keymatexportlen", "57"};
  private static final Pattern PRINTED = Pattern.compile("Keying material: ([0-9A-F]{114})\\R");

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  private static String export(TlsEngine engine) {
    return HexFormat.of()
        .withUpperCase()
        .formatHex(engine.exportKeyingMaterial(LABEL, null, LENGTH));
  }

  @Test
  @DisplayName("our server and s_client")
  void server() throws Exception {
    CompletableFuture<String> exported = new CompletableFuture<>();
    OurServer.Conversation conversation =
        pipe -> {
          pipe.shakeHands();
          exported.complete(export(pipe.engine()));
        };
    try (OurServer server = OurServer.start(Ours.server(KeyKind.EC_P256).build(), conversation);
        PeerProcess client = Openssl.client(server.port(), OPTIONS)) {
      assertEquals(exported.get(), client.await(PRINTED).group(1));
    }
  }

  @Test
  @DisplayName("our client and s_server")
  void client() throws Exception {
    try (Openssl.Server server = Openssl.server(PeerFiles.server(KeyKind.EC_P256), OPTIONS);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      pipe.shakeHands();
      assertEquals(export(pipe.engine()), server.process().await(PRINTED).group(1));
    }
  }
}
