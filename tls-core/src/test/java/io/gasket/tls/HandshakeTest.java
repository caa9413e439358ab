package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Failures;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("Full handshakes (RFC 5246 7.3)")
record HandshakeTest(CryptoProvider crypto) {
  /** Every suite with every kind of key that goes with it, the groups taking turns. */
  static Stream<Arguments> suitesAndKeys() {
    List<Arguments> all = new ArrayList<>();
    for (KeyKind kind : KeyKind.values()) {
      for (CipherSuite suite : CipherSuite.all()) {
        if (suite.authentication() == TestPki.server(kind).keyType().authentication()) {
          NamedGroup group = NamedGroup.all().get(all.size() % NamedGroup.all().size());
          all.add(arguments(suite, group, kind));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("suitesAndKeys")
  @DisplayName("every suite and kind of key connects, and both sides know the facts (P7)")
  void connects(CipherSuite suite, NamedGroup group, KeyKind kind) throws TlsFailure {
    assertConnects(crypto, suite, group, kind);
  }

  static void assertConnects(
      CryptoProvider crypto, CipherSuite suite, NamedGroup group, KeyKind kind) throws TlsFailure {
    // An EC certificate's curve has to be among the groups too (RFC 8422 5.1).
    Set<NamedGroup> groups = new LinkedHashSet<>(List.of(group));
    TestPki.server(kind).curve().ifPresent(groups::add);
    EnginePair pair =
        EnginePair.of(
                Contexts.client(crypto).suites(List.of(suite)).groups(List.copyOf(groups)).build(),
                Contexts.server(crypto, kind).groups(List.of(group)).build(),
                BufferKind.HEAP)
            .shakeHands();

    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    assertEquals("pong", pair.pass("pong", pair.server(), pair.client()));
    ConnectionInfo client = pair.client().info();
    ConnectionInfo server = pair.server().info();
    assertFalse(client.server());
    assertTrue(server.server());
    for (ConnectionInfo info : List.of(client, server)) {
      assertEquals(suite, info.suite());
      assertEquals(Optional.of(group), info.group());
      assertEquals("", info.applicationProtocol());
      assertEquals(Optional.of("localhost"), info.serverName());
      assertTrue(info.extendedMasterSecret());
      assertTrue(info.secureRenegotiation());
      assertEquals("TLS 1.2 " + suite + " " + group.rfcName(), info.toString());
    }
    assertEquals(TestPki.serverIdentity(kind).chain(), client.peerCertificates());
    assertEquals(List.of(), server.peerCertificates());
    assertEquals(server.localScheme(), client.peerScheme());
    assertTrue(TestPki.server(kind).schemes().contains(client.peerScheme().orElseThrow()));
    assertEquals(Optional.empty(), client.localScheme());
    assertEquals(Optional.empty(), client.localCredential());
    assertEquals(Optional.empty(), server.peerScheme());
    assertEquals(
        TestPki.serverIdentity(kind).chain(), server.localCredential().orElseThrow().chain());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("every kind of buffer will do")
  void buffers(BufferKind kind) throws TlsFailure {
    EnginePair pair =
        EnginePair.of(Contexts.client(crypto).build(), Contexts.server(crypto).build(), kind)
            .shakeHands();
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    String pong = "pong ".repeat(7_000);
    assertEquals(pong, pair.pass(pong, pair.server(), pair.client()));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("every scheme signs, on a key that goes with it")
  void schemes(SignatureScheme scheme) throws TlsFailure {
    KeyKind kind =
        switch (scheme.keyType()) {
          case EC -> KeyKind.EC_P256;
          case ED25519 -> KeyKind.ED25519;
          case RSA -> KeyKind.RSA_2048;
          case RSA_PSS -> KeyKind.RSA_PSS;
        };
    EnginePair pair =
        EnginePair.of(
                Contexts.client(crypto).build(),
                Contexts.server(crypto, kind).schemes(List.of(scheme)).build(),
                BufferKind.HEAP)
            .shakeHands();
    assertEquals(Optional.of(scheme), pair.client().info().peerScheme());
    assertEquals(Optional.of(scheme), pair.server().info().localScheme());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("the master secret is extended when the client offers it (RFC 7627), else not")
  void extendedMasterSecretOfServer(boolean extended) throws TlsFailure {
    ScriptedClient client =
        new ScriptedClient(Contexts.server(crypto).build().newEngine(), crypto, null);
    if (!extended) {
      client.withoutExtendedMasterSecret();
    }
    client.shakeHands();
    assertEquals(extended, client.engine().info().extendedMasterSecret());
    assertArrayEquals(new byte[] {7}, client.send(23, (byte) 7));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("the master secret is extended when the server answers it (RFC 7627), else not")
  void extendedMasterSecretOfClient(boolean extended) throws TlsFailure {
    ScriptedServer server =
        new ScriptedServer(
            Contexts.client(crypto).build().newEngine("localhost"),
            crypto,
            TestPki.serverIdentity(KeyKind.EC_P256));
    if (!extended) {
      server.withoutExtendedMasterSecret();
    }
    server.shakeHands();
    assertEquals(extended, server.engine().info().extendedMasterSecret());
    assertArrayEquals(new byte[] {7}, server.send(23, (byte) 7));
  }

  @Test
  @DisplayName("a peer without the extended master secret is refused where it is required")
  void requiredExtendedMasterSecret() throws TlsFailure {
    ScriptedClient client =
        new ScriptedClient(
                Contexts.server(crypto).requireExtendedMasterSecret(true).build().newEngine(),
                crypto,
                null)
            .withoutExtendedMasterSecret();
    Refusals.assertRefuses(
        client,
        Alert.HANDSHAKE_FAILURE,
        Reason.NO_EXTENDED_MASTER_SECRET,
        () -> client.say(client.hello().encode()));
    ScriptedServer server =
        new ScriptedServer(
                Contexts.client(crypto)
                    .requireExtendedMasterSecret(true)
                    .build()
                    .newEngine("localhost"),
                crypto,
                TestPki.serverIdentity(KeyKind.EC_P256))
            .withoutExtendedMasterSecret();
    server.readHello();
    Refusals.assertRefuses(
        server, Alert.HANDSHAKE_FAILURE, Reason.NO_EXTENDED_MASTER_SECRET, server::serverHello);
  }

  @Test
  @DisplayName("an engine is made without parsing or signing and costs at most 1 KiB (P1)")
  void engineIsCheap() throws Throwable {
    SecurityContext server = Contexts.server(crypto).build();
    SecurityContext client = Contexts.client(crypto).build();
    long ofServer = Allocations.of(server::newEngine);
    long ofClient = Allocations.of(() -> client.newEngine("localhost"));
    assertTrue(ofServer <= 1_024, () -> "a server's engine takes " + ofServer + " bytes");
    assertTrue(ofClient <= 1_024, () -> "a client's engine takes " + ofClient + " bytes");
  }

  @Test
  @DisplayName("contexts make engines of their own role only; facts are there when connected")
  void wrongRole() {
    SecurityContext server = Contexts.server(crypto).build();
    SecurityContext client = Contexts.client(crypto).build();
    assertThrows(IllegalStateException.class, () -> server.newEngine("localhost"));
    assertThrows(IllegalStateException.class, client::newEngine);
    assertThrows(IllegalStateException.class, () -> server.newEngine().info());
    assertTrue(server.isServer());
    assertFalse(client.isServer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a b", "b\u00fccher.example", "1.2.3", "fe80::1%eth0", "a..b"})
  @DisplayName("a host that is neither a DNS name nor an address is refused at once")
  void badHost(String host) {
    SecurityContext client = Contexts.client(crypto).build();
    assertThrows(IllegalArgumentException.class, () -> client.newEngine(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "[::1]"})
  @DisplayName("an address is no server_name, but the certificate must be for it (RFC 6066 3)")
  void addresses(String host) throws TlsFailure {
    EnginePair pair =
        new EnginePair(
                Contexts.client(crypto).build().newEngine(host),
                Contexts.server(crypto).build().newEngine(),
                BufferKind.HEAP)
            .shakeHands();
    assertEquals(Optional.empty(), pair.server().info().serverName());
    assertEquals(Optional.empty(), pair.client().info().serverName());
  }

  @Test
  @DisplayName("a trailing dot of the host is not sent (RFC 6066 3)")
  void trailingDot() throws TlsFailure {
    EnginePair pair =
        new EnginePair(
                Contexts.client(crypto).build().newEngine("www.example.org."),
                Contexts.server(crypto).build().newEngine(),
                BufferKind.HEAP)
            .shakeHands();
    assertEquals(Optional.of("www.example.org"), pair.client().info().serverName());
    assertEquals(Optional.of("www.example.org"), pair.server().info().serverName());
  }

  @Test
  @DisplayName("nothing in common is told to the peer as handshake_failure")
  void nothingInCommon() throws TlsFailure {
    EnginePair pair =
        EnginePair.of(
            Contexts.client(crypto).groups(List.of(NamedGroup.X25519)).build(),
            Contexts.server(crypto, KeyKind.RSA_2048).groups(List.of(NamedGroup.SECP384R1)).build(),
            BufferKind.HEAP);
    Failures.assertFails(Alert.HANDSHAKE_FAILURE, Reason.NO_COMMON_GROUP, pair::shakeHands);
    TlsFailure seen =
        assertThrows(
            TlsFailure.class, () -> pair.deliver(EnginePair.flushed(pair.server()), pair.client()));
    assertEquals(TlsFailure.Origin.PEER, seen.origin());
    assertEquals(Alert.HANDSHAKE_FAILURE, seen.alert());
    Refusals.assertStaysFailed(pair.client(), seen);
  }
}
