package io.gasket.tls.interop.token;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token signs the handshakes of our server; OpenSSL verifies them. */
@DisplayName("private keys that cannot be exported, in a PKCS#11 token")
class TokenTest {
  private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)\\R");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} with {1}, crypto {2}")
  @DisplayName("the token's key signs each handshake, by every scheme that goes with it")
  @CsvSource({
    "EC_P256,  default, ECDSA",
    "EC_P384,  jca,     ECDSA",
    "RSA_2048, default, RSA",
    "RSA_2048, jca,     RSA"
  })
  void signs(KeyKind kind, String crypto, String authentication) throws Exception {
    Openssl.require();
    SoftToken token = SoftToken.in(folder);
    try (PeerProcess server = start(token, kind, crypto)) {
      int port = Integer.parseInt(server.await(LISTENING).group(1));
      List<String> schemes =
          authentication.equals("RSA")
              ? List.of("RSA-PSS+SHA256", "RSA-PSS+SHA512", "RSA+SHA256", "RSA+SHA384")
              : List.of("ECDSA+SHA256", "ECDSA+SHA384", "ECDSA+SHA512");
      for (String scheme : schemes) {
        try (PeerProcess client = Openssl.client(port, "-sigalgs", scheme)) {
          client.say("signed with " + scheme);
          client.await("Peer signing digest: " + scheme.substring(scheme.indexOf('+') + 1));
          client.await("Verify return code: 0 (ok)");
          client.await("\nsigned with " + scheme);
        }
      }
    }
  }

  private PeerProcess start(SoftToken token, KeyKind kind, String crypto) throws Exception {
    return PeerProcess.start(
        token.environment(),
        List.of(
            Programs.ofJdk("java"),
            "-cp",
            System.getProperty("java.class.path"),
            TokenServer.class.getName(),
            token.configuration().toString(),
            pkcs12(kind).toString(),
            SoftToken.PIN,
            crypto));
  }

  private Path pkcs12(KeyKind kind) throws Exception {
    Identity identity = TestPki.serverIdentity(kind);
    char[] password = SoftToken.PIN.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", identity.key(), password, identity.chain().toArray(X509Certificate[]::new));
    Path file = folder.resolve("identity.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    return file;
  }
}
