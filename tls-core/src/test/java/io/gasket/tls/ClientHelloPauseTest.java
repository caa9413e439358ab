package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an application can choose for one connection when it has seen the ClientHello [B1]. */
@EachProvider
@DisplayName("B1: the pause at ClientHello")
record ClientHelloPauseTest(CryptoProvider crypto) {

  private SecurityContext asking(Consumer<ClientHelloOperation> hook) {
    return Contexts.server(crypto, KeyKind.EC_P256).onClientHello(hook).build();
  }

  private EnginePair connected(SecurityContext client, SecurityContext server) throws Exception {
    return EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
  }

  private static X509Certificate shownTo(EnginePair pair) {
    return pair.client().info().peerCertificates().get(0);
  }

  private static X509Certificate leaf(KeyKind kind) {
    return TestPki.serverIdentity(kind).certificate();
  }

  @Test
  @DisplayName("another context decides, later: its credentials, protocols and trust in clients")
  void anotherContext() throws Exception {
    Deque<ClientHelloOperation> hellos = new ArrayDeque<>();
    SecurityContext other =
        Contexts.server(crypto, KeyKind.RSA_2048)
            .applicationProtocols("http/1.1")
            .clientAuth(ClientAuth.NEED, Contexts.trust())
            .build();
    SecurityContext server = asking(hellos::add);
    SecurityContext client =
        Contexts.client(crypto)
            .applicationProtocols("h2", "http/1.1")
            .credential(TestPki.client(KeyKind.EC_P256))
            .build();
    EnginePair pair = connected(client, server);
    ClientHelloOperation hello = hellos.remove();
    assertSame(server, hello.context());
    Thread elsewhere = new Thread(() -> hello.useContext(other).proceed());
    elsewhere.start();
    elsewhere.join();
    pair.shakeHands();
    assertEquals(leaf(KeyKind.RSA_2048), shownTo(pair));
    assertEquals("http/1.1", pair.server().info().applicationProtocol());
    assertEquals(
        TestPki.clientIdentity(KeyKind.EC_P256).certificate(),
        pair.server().info().peerCertificates().get(0));
    assertThrows(IllegalArgumentException.class, () -> hello.useContext(client));
  }

  @Test
  @DisplayName("what the other context requires is required")
  void requirementsOfTheOther() {
    SecurityContext strict =
        Contexts.server(crypto, KeyKind.EC_P256).requireExtendedMasterSecret(true).build();
    SecurityContext server = asking(hello -> hello.useContext(strict).proceed());
    TlsFailure failure =
        new Interference(Contexts.client(crypto).build(), server)
            .serverRefuses(
                Interference.onClientHello(
                    hello ->
                        Hellos.with(hello, Hellos.without(ExtensionType.EXTENDED_MASTER_SECRET))));
    assertEquals(Reason.NO_EXTENDED_MASTER_SECRET, failure.reason());
  }

  @Test
  @DisplayName("credentials and protocols of the application's choice; no protocols decline ALPN")
  void credentialsAndProtocols() throws Exception {
    SecurityContext server =
        asking(
            hello ->
                hello
                    .useCredentials(CredentialStore.of(TestPki.server(KeyKind.ED25519)))
                    .useApplicationProtocols(
                        hello.serverName().isPresent() ? new String[] {"h2"} : new String[0])
                    .proceed());
    SecurityContext client = Contexts.client(crypto).applicationProtocols("h2").build();
    EnginePair named = connected(client, server);
    assertEquals(leaf(KeyKind.ED25519), shownTo(named));
    assertEquals("h2", named.client().info().applicationProtocol());
    EnginePair nameless =
        new EnginePair(client.newEngine("127.0.0.1"), server.newEngine(), BufferKind.HEAP);
    assertEquals("", nameless.shakeHands().client().info().applicationProtocol());
  }

  @Test
  @DisplayName("protocol names have the form that a context's have")
  void protocolNames() throws Exception {
    SecurityContext server =
        asking(
            hello -> {
              for (String wrong : new String[] {"", "x".repeat(256), "\u20ac"}) {
                assertThrows(
                    IllegalArgumentException.class, () -> hello.useApplicationProtocols(wrong));
              }
              hello.proceed();
            });
    assertEquals(
        leaf(KeyKind.EC_P256), shownTo(connected(Contexts.client(crypto).build(), server)));
  }

  @Test
  @DisplayName("credentials kept as a context of their own share sessions and tickets")
  void sharedSessions() throws Exception {
    SecurityContext[] kept = new SecurityContext[1];
    SecurityContext server =
        Contexts.resuming(
                Contexts.server(crypto, KeyKind.EC_P256)
                    .onClientHello(hello -> hello.useContext(kept[0]).proceed()))
            .build();
    kept[0] = server.withCredentials(CredentialStore.of(TestPki.server(KeyKind.RSA_2048)));
    SecurityContext client = Contexts.resuming(Contexts.client(crypto)).build();
    assertEquals(leaf(KeyKind.RSA_2048), shownTo(connected(client, server)));
    kept[0] = server.withCredentials(CredentialStore.of(TestPki.server(KeyKind.ED25519)));
    EnginePair second = connected(client, server);
    assertEquals(ResumedBy.TICKET, second.server().info().resumedBy());
    assertThrows(
        IllegalArgumentException.class, () -> server.withCredentials(CredentialStore.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> client.withCredentials(CredentialStore.of(TestPki.server(KeyKind.EC_P256))));
  }

  @Test
  @DisplayName("a server that has only its hook refuses by RFC 6066 3 what the hook leaves open")
  void hookAlone() throws Exception {
    SecurityContext server =
        Contexts.emptyServer(crypto).onClientHello(ClientHelloOperation::proceed).build();
    SecurityContext client = Contexts.client(crypto).build();
    EnginePair named = EnginePair.of(client, server, BufferKind.HEAP);
    TlsFailure unknown = assertThrows(TlsFailure.class, named::shakeHands);
    assertEquals(Alert.UNRECOGNIZED_NAME, unknown.alert());
    assertEquals(Reason.UNRECOGNIZED_NAME, unknown.reason());
    EnginePair nameless =
        new EnginePair(client.newEngine("127.0.0.1"), server.newEngine(), BufferKind.HEAP);
    TlsFailure nothing = assertThrows(TlsFailure.class, nameless::shakeHands);
    assertEquals(Alert.HANDSHAKE_FAILURE, nothing.alert());
    assertThrows(IllegalStateException.class, Contexts.emptyServer(crypto)::build);
  }

  @Test
  @DisplayName("a name without credentials, where there is no default: unrecognized_name")
  void unboundName() {
    SecurityContext server =
        Contexts.emptyServer(crypto)
            .credential("other.example.org", TestPki.server(KeyKind.EC_P256))
            .build();
    EnginePair pair = EnginePair.of(Contexts.client(crypto).build(), server, BufferKind.HEAP);
    assertEquals(Alert.UNRECOGNIZED_NAME, assertThrows(TlsFailure.class, pair::shakeHands).alert());
  }

  @Test
  @DisplayName("in a renegotiation the application is asked again, and chooses again")
  void renegotiation() throws Exception {
    SecurityContext needing =
        Contexts.server(crypto, KeyKind.RSA_2048)
            .clientAuth(ClientAuth.NEED, Contexts.trust())
            .build();
    Deque<ClientHelloOperation> hellos = new ArrayDeque<>();
    SecurityContext server =
        Contexts.server(crypto, KeyKind.EC_P256)
            .onClientHello(hellos::add)
            .renegotiation(Renegotiation.upTo(1))
            .build();
    SecurityContext client =
        Contexts.client(crypto)
            .credential(TestPki.client(KeyKind.EC_P256))
            .renegotiation(Renegotiation.upTo(1))
            .build();
    EnginePair pair = connected(client, server);
    for (int i = 0; i < 2; i++) {
      assertTrue(hellos.remove().useContext(needing).proceed());
      pair.shakeHands();
      assertEquals(leaf(KeyKind.RSA_2048), shownTo(pair));
      assertFalse(pair.server().info().peerCertificates().isEmpty());
      if (i == 0) {
        pair.client().renegotiate();
        pair.shakeHands();
        assertEquals(TlsEngine.NEEDS_OPERATION, pair.server().needs() & TlsEngine.NEEDS_OPERATION);
      }
    }
    assertEquals("after", pair.pass("after", pair.client(), pair.server()));
  }
}
