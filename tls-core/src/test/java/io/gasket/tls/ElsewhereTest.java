package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.credential.SigningOperation;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a handshake waits for that is done elsewhere: remote private keys, the application's answer
 * to a ClientHello.
 */
class ElsewhereTest {
  private static final long SECOND = 1_000_000_000L;

  private final Deque<SigningOperation> signings = new ArrayDeque<>();
  private final Deque<ClientHelloOperation> hellos = new ArrayDeque<>();

  private Credential remote(TestPki.Identity identity) throws Exception {
    return Credential.of(identity.chain(), signings::add);
  }

  /** Makes the signature that waits, with the key that the engine does not have. */
  private void sign(CryptoProvider provider, TestPki.Identity identity) throws Exception {
    SigningOperation operation = signings.remove();
    assertTrue(
        operation.complete(
            provider
                .signatures()
                .signer(identity.key())
                .sign(operation.scheme(), operation.content())));
    assertFalse(operation.complete(new byte[1]));
  }

  private static ClientContextBuilder client() {
    return SecurityContext.client().trust(Trust.anchors(TestPki.anchors()));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "the server's and the client's keys are elsewhere; each handshake waits, and goes on when driven")
  void remoteKeys(CryptoProvider provider) throws Exception {
    TestPki.Identity servers = TestPki.serverIdentity(KeyKind.RSA_2048);
    TestPki.Identity clients = TestPki.clientIdentity(KeyKind.EC_P256);
    SecurityContext server =
        SecurityContext.server()
            .provider(provider)
            .credential(remote(servers))
            .clientAuth(ClientAuth.NEED, Trust.anchors(TestPki.anchors()))
            .build();
    SecurityContext client = client().provider(provider).credential(remote(clients)).build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals(TlsEngine.NEEDS_OPERATION, pair.server().needs());
    AtomicInteger woken = new AtomicInteger();
    pair.server().onOperationDone(woken::incrementAndGet);
    sign(provider, servers);
    assertEquals(1, woken.get());
    assertEquals(TlsEngine.NEEDS_OUTPUT, pair.server().needs());
    pair.shakeHands();
    assertEquals(TlsEngine.NEEDS_OPERATION, pair.client().needs() & TlsEngine.NEEDS_OPERATION);
    sign(provider, clients);
    pair.shakeHands();
    assertEquals("done", pair.pass("done", pair.client(), pair.server()));
  }

  @Test
  @DisplayName("a lost operation ends at the deadline; a failed one with internal_error")
  void lostAndFailed() throws Exception {
    TestPki.Identity identity = TestPki.serverIdentity(KeyKind.EC_P256);
    SecurityContext server = SecurityContext.server().credential(remote(identity)).build();
    EnginePair lost = EnginePair.of(client().build(), server, BufferKind.HEAP).shakeHands();
    lost.server().tick(0);
    TlsFailure late = assertThrows(TlsFailure.class, () -> lost.server().tick(10 * SECOND));
    assertEquals(Reason.HANDSHAKE_DEADLINE, late.reason());
    assertTrue(late.detail().contains("our own signature"), late.detail());

    signings.clear();
    EnginePair failed = EnginePair.of(client().build(), server, BufferKind.HEAP).shakeHands();
    signings.remove().fail(new IllegalStateException("token removed"));
    TlsFailure broken = assertThrows(TlsFailure.class, failed::shakeHands);
    assertEquals(Alert.INTERNAL_ERROR, broken.alert());
  }

  @Test
  @DisplayName("the application chooses credentials and protocol by the ClientHello, later")
  void clientHelloPause() throws Exception {
    SecurityContext server =
        SecurityContext.server()
            .credential(TestPki.server(KeyKind.EC_P256))
            .onClientHello(hellos::add)
            .build();
    SecurityContext client = client().applicationProtocols("h2", "http/1.1").build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals(TlsEngine.NEEDS_OPERATION, pair.server().needs());
    ClientHelloOperation hello = hellos.remove();
    assertEquals("localhost", hello.serverName().orElseThrow());
    assertEquals(java.util.List.of("h2", "http/1.1"), hello.applicationProtocols());
    hello.useCredentials(CredentialStore.of(TestPki.server(KeyKind.RSA_2048)));
    hello.useApplicationProtocols("http/1.1");
    assertTrue(hello.proceed());
    assertFalse(hello.proceed());
    pair.shakeHands();
    assertEquals("http/1.1", pair.client().info().applicationProtocol());
    assertEquals(
        "RSA", pair.client().info().peerCertificates().get(0).getPublicKey().getAlgorithm());
  }

  @Test
  @DisplayName("the application refuses with an alert of its choice, which the client sees")
  void clientHelloRefused() throws Exception {
    SecurityContext server =
        SecurityContext.server()
            .credential(TestPki.server(KeyKind.EC_P256))
            .onClientHello(hello -> hello.refuse(Alert.ACCESS_DENIED, "closed on Sundays"))
            .build();
    EnginePair pair = EnginePair.of(client().build(), server, BufferKind.HEAP);
    TlsFailure refused = assertThrows(TlsFailure.class, pair::shakeHands);
    assertEquals(Reason.APPLICATION_REFUSED, refused.reason());
    TlsFailure seen =
        assertThrows(
            TlsFailure.class, () -> pair.deliver(EnginePair.flushed(pair.server()), pair.client()));
    assertEquals(Alert.ACCESS_DENIED, seen.alert());
  }

  @Test
  @DisplayName(
      "RFC 6066 3: a name that no credential is bound to: the default, or unrecognized_name by policy")
  void unknownNames() throws Exception {
    ServerContextBuilder builder =
        SecurityContext.server().credential(TestPki.server(KeyKind.EC_P256));
    EnginePair.of(client().build(), builder.build(), BufferKind.HEAP).shakeHands();
    SecurityContext strict = builder.refuseUnknownNames(true).build();
    EnginePair pair = EnginePair.of(client().build(), strict, BufferKind.HEAP);
    TlsFailure refused = assertThrows(TlsFailure.class, pair::shakeHands);
    assertEquals(Alert.UNRECOGNIZED_NAME, refused.alert());
  }
}
