package io.gasket.tls.nio.binding;

import static io.gasket.tls.nio.binding.FolderFiles.PERIOD;
import static io.gasket.tls.nio.binding.FolderFiles.identity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Authentication;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that answers the ClientHellos of a server's engines, with an executor moved by hand. */
@EachProvider
@DisplayName("B1: a folder of certificates behind an engine")
class FolderHandshakeTest {
  private final CryptoProvider crypto;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final SecurityContext client;
  @TempDir private Path path;
  private FolderFiles files;

  FolderHandshakeTest(CryptoProvider crypto) {
    this.crypto = crypto;
    this.client = Contexts.client(crypto).trust(Trust.dangerousTrustAll()).build();
  }

  @BeforeEach
  void openFolder() {
    files = new FolderFiles(path);
  }

  private SecurityContext server() {
    return Contexts.emptyServer(crypto)
        .onClientHello(files.describe().executor(tasks::add).build())
        .build();
  }

  private EnginePair begun(String host, SecurityContext server) throws Exception {
    return new EnginePair(client.newEngine(host), server.newEngine(), BufferKind.HEAP).shakeHands();
  }

  private static String shownTo(EnginePair pair) {
    return pair.client().info().peerCertificates().get(0).getSubjectX500Principal().getName();
  }

  @Test
  @DisplayName("the handshake pauses while files are read elsewhere; what is fresh needs no pause")
  void pauses() throws Exception {
    files.put("www.example.org.pem", identity("www"));
    SecurityContext server = server();
    EnginePair first = begun("www.example.org", server);
    assertEquals(TlsEngine.NEEDS_OPERATION, first.server().needs());
    assertEquals(List.of(), files.loaded());
    tasks.remove().run();
    assertEquals("CN=www", shownTo(first.shakeHands()));
    assertEquals("CN=www", shownTo(begun("www.example.org", server)));
    assertTrue(tasks.isEmpty());
    files.put("www.example.org.pem", identity("renewed"));
    files.pass(PERIOD);
    EnginePair later = begun("www.example.org", server);
    tasks.remove().run();
    assertEquals("CN=renewed", shownTo(later.shakeHands()));
    assertEquals("www.example.org", later.server().info().serverName().orElseThrow());
  }

  @Test
  @DisplayName("RFC 6066 3: unrecognized_name without a default, else the default answers")
  void unknownNames() throws Exception {
    SecurityContext server = server();
    EnginePair unknown = begun("unknown.test", server);
    tasks.remove().run();
    TlsFailure refused = assertThrows(TlsFailure.class, unknown::shakeHands);
    assertEquals(Alert.UNRECOGNIZED_NAME, refused.alert());
    files.put("default.pem", identity("default"));
    files.pass(PERIOD);
    EnginePair known = begun("unknown.test", server);
    tasks.remove().run();
    assertEquals("CN=default", shownTo(known.shakeHands()));
  }

  @Test
  @DisplayName("where the folder has nothing, the context's own credentials and policy count")
  void contextsOwn() throws Exception {
    CredentialFolder folder = files.describe().build();
    SecurityContext lenient =
        Contexts.server(crypto, KeyKind.EC_P256).onClientHello(folder).build();
    assertTrue(shownTo(begun("unknown.test", lenient)).contains("CN=localhost"));
    SecurityContext strict =
        Contexts.server(crypto, KeyKind.EC_P256)
            .onClientHello(folder)
            .refuseUnknownNames(true)
            .build();
    assertEquals(
        Alert.UNRECOGNIZED_NAME,
        assertThrows(TlsFailure.class, () -> begun("unknown.test", strict)).alert());
    files.put("default.pem", identity("default"));
    files.put("known.test.pem", identity("known"));
    files.pass(PERIOD);
    assertEquals("CN=known", shownTo(begun("known.test", strict)));
    assertEquals("CN=default", shownTo(begun("unknown.test", lenient)));
    assertEquals(
        Alert.UNRECOGNIZED_NAME,
        assertThrows(TlsFailure.class, () -> begun("unknown.test", strict)).alert());
  }

  @Test
  @DisplayName("ECDSA and RSA files for one name: the client's schemes and suites decide")
  void severalForOneName() throws Exception {
    files.put("localhost.ecdsa.pem", TestPki.serverIdentity(KeyKind.EC_P256));
    files.put("localhost.rsa.pem", TestPki.serverIdentity(KeyKind.RSA_2048));
    SecurityContext server =
        Contexts.emptyServer(crypto).onClientHello(files.describe().build()).build();
    for (KeyKind kind : List.of(KeyKind.EC_P256, KeyKind.RSA_2048)) {
      SecurityContext choosy =
          Contexts.client(crypto)
              .suites(
                  CipherSuite.all().stream()
                      .filter(
                          suite ->
                              (suite.authentication() == Authentication.ECDSA)
                                  == (kind == KeyKind.EC_P256))
                      .filter(suite -> crypto.aeads().supported().contains(suite.cipher()))
                      .toList())
              .build();
      EnginePair pair = EnginePair.of(choosy, server, BufferKind.HEAP).shakeHands();
      assertEquals(
          TestPki.serverIdentity(kind).certificate(),
          pair.client().info().peerCertificates().get(0));
    }
  }

  @Test
  @DisplayName(
      "a listener or an executor that fails ends the connection at once, not at its deadline")
  void failingApplication() throws Exception {
    files.write("localhost.pem", "broken");
    SecurityContext listened =
        Contexts.emptyServer(crypto)
            .onClientHello(
                files
                    .describe()
                    .executor(tasks::add)
                    .listener(
                        new CredentialFolder.Listener() {
                          @Override
                          public void loaded(Path file, Credential credential) {}

                          @Override
                          public void fault(Path file, IOException cause) {
                            throw new IllegalStateException("listener");
                          }
                        })
                    .build())
            .build();
    EnginePair pair = begun("localhost", listened);
    assertThrows(IllegalStateException.class, tasks.remove()::run);
    TlsFailure seen = assertThrows(TlsFailure.class, pair::shakeHands);
    assertEquals(Alert.INTERNAL_ERROR, seen.alert());
    assertEquals(Reason.APPLICATION_REFUSED, pair.server().failure().reason());

    SecurityContext rejecting =
        Contexts.emptyServer(crypto)
            .onClientHello(
                files
                    .describe()
                    .executor(
                        task -> {
                          throw new RejectedExecutionException("shut down");
                        })
                    .build())
            .build();
    assertEquals(
        Alert.INTERNAL_ERROR,
        assertThrows(TlsFailure.class, () -> begun("localhost", rejecting)).alert());
  }
}
