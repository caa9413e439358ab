package io.gasket.tls.interop.gnutls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both sides bind to the connection is the same (RFC 5929, RFC 5705, RFC 9266). */
@DisplayName("Channel bindings, with GnuTLS")
class ChannelBindingTest {
  private static final String TLS_1_2 = "NORMAL:-VERS-ALL:+VERS-TLS1.2:+SIGN-ALL";

  @BeforeAll
  static void requireGnutls() {
    Programs.require("gnutls-cli");
  }

  private static String printed(PeerProcess client, String binding) {
    return client.await(Pattern.compile("'" + binding + "': ([0-9a-f]+)\\R")).group(1);
  }

  @ParameterizedTest(name = "our server, {0} signed with {1}")
  @CsvSource({
    "EC_P256,  SHA256withECDSA",
    "EC_P256,  SHA384withECDSA",
    "EC_P256,  SHA512withECDSA",
    "RSA_2048, SHA1withRSA",
    "RSA_2048, SHA384withRSAandMGF1"
  })
  void server(KeyKind kind, String signature) throws Exception {
    TestPki.Identity identity =
        TestPki.issue()
            .issuer(kind == KeyKind.EC_P256 ? TestPki.intermediate() : TestPki.rsaIntermediate())
            .key(kind)
            .dns("localhost")
            .signedWith(signature)
            .make();
    CompletableFuture<List<String>> ours = new CompletableFuture<>();
    SecurityContext context = SecurityContext.server().credential(identity.credential()).build();
    OurServer.Conversation conversation =
        pipe -> {
          pipe.shakeHands();
          ours.complete(bindings(pipe.engine()));
        };
    try (OurServer server = OurServer.start(context, conversation);
        PeerProcess client =
            PeerProcess.start(
                Map.of(),
                List.of(
                    "gnutls-cli",
                    "--verbose",
                    "--insecure",
                    "--priority=" + TLS_1_2,
                    "--port=" + server.port(),
                    "localhost"))) {
      List<String> theirs =
          List.of(
              printed(client, "tls-unique"),
              printed(client, "tls-server-end-point"),
              printed(client, "tls-exporter"));
      assertEquals(theirs, ours.get());
    }
  }

  private static List<String> bindings(TlsEngine engine) {
    HexFormat hex = HexFormat.of();
    return List.of(
        hex.formatHex(engine.tlsUnique()),
        hex.formatHex(engine.tlsServerEndPoint().orElseThrow()),
        // RFC 9266 2 has an empty context, which is not the same as none.
        hex.formatHex(engine.exportKeyingMaterial("EXPORTER-Channel-Binding", new byte[0], 32)));
  }
}
