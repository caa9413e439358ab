package io.gasket.tls;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.handshake.client.ClientSettings;
import io.gasket.tls.handshake.server.ServerSettings;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EachProvider
@DisplayName("What the hellos agree on: server name, application protocol, suite")
record NegotiationTest(CryptoProvider crypto) {
  private static Credential credential(String host) {
    return TestPki.issue().subject("CN=" + host).dns(host).make().credential();
  }

  private EnginePair shakeHands(SecurityContext client, String host, SecurityContext server)
      throws TlsFailure {
    return new EnginePair(client.newEngine(host), server.newEngine(), BufferKind.HEAP).shakeHands();
  }

  @ParameterizedTest
  @CsvSource({
    "exact.example.org, exact.example.org",
    "EXACT.example.org, exact.example.org",
    "other.example.org, *.example.org",
    "example.net, example.net"
  })
  @DisplayName("the name asked for chooses the credential: exact, wildcard, default (B1)")
  void serverName(String host, String presented) throws TlsFailure {
    SecurityContext server =
        Contexts.emptyServer(crypto)
            .credential("exact.example.org", credential("exact.example.org"))
            .credential("*.example.org", credential("*.example.org"))
            .credential(credential("example.net"))
            .build();
    EnginePair pair = shakeHands(Contexts.client(crypto).build(), host, server);
    String subject =
        pair.client().info().peerCertificates().get(0).getSubjectX500Principal().getName();
    assertEquals("CN=" + presented, subject);
    assertEquals(Optional.of(host.toLowerCase(Locale.ROOT)), pair.server().info().serverName());
  }

  @Test
  @DisplayName("one name with an EC and an RSA credential: the client's suites decide (B1)")
  void twoKindsOfKey() throws TlsFailure {
    SecurityContext server =
        Contexts.server(crypto, KeyKind.EC_P256)
            .credential(TestPki.server(KeyKind.RSA_2048))
            .build();
    for (CipherSuite suite : CipherSuite.all()) {
      EnginePair pair =
          shakeHands(Contexts.client(crypto).suites(List.of(suite)).build(), "localhost", server);
      assertEquals(suite, pair.server().info().suite());
      assertEquals(
          suite.authentication(),
          pair.server().info().localCredential().orElseThrow().keyType().authentication());
    }
  }

  @Test
  @DisplayName("the server's order of suites decides, or the client's where that is preferred")
  void orderOfSuites() throws TlsFailure {
    List<CipherSuite> ours =
        List.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
    SecurityContext client =
        Contexts.client(crypto).suites(List.of(ours.get(1), ours.get(0))).build();
    SecurityContext server = Contexts.server(crypto).suites(ours).build();
    assertEquals(ours.get(0), shakeHands(client, "localhost", server).client().info().suite());
    SecurityContext polite = Contexts.server(crypto).suites(ours).preferClientOrder(true).build();
    assertEquals(ours.get(1), shakeHands(client, "localhost", polite).client().info().suite());
  }

  @ParameterizedTest
  @CsvSource({
    "'h2,http/1.1', 'h2,http/1.1', h2",
    "'h2,http/1.1', 'http/1.1,h2', h2",
    "'http/1.1', 'h2,http/1.1', http/1.1",
    "'h2', '', ''",
    "'', 'h2', ''"
  })
  @DisplayName("ALPN: the first of the server's protocols that the client offers (RFC 7301, P5)")
  void applicationProtocol(String servers, String clients, String agreed) throws TlsFailure {
    EnginePair pair =
        shakeHands(
            Contexts.client(crypto).applicationProtocols(split(clients)).build(),
            "localhost",
            Contexts.server(crypto).applicationProtocols(split(servers)).build());
    assertEquals(agreed, pair.client().info().applicationProtocol());
    assertEquals(agreed, pair.server().info().applicationProtocol());
  }

  private static String[] split(String names) {
    return names.isEmpty() ? new String[0] : names.split(",");
  }

  @Test
  @DisplayName("ALPN without overlap: no_application_protocol(120), seen by the client (P5)")
  void noCommonProtocol() throws TlsFailure {
    EnginePair pair =
        EnginePair.of(
            Contexts.client(crypto).applicationProtocols("h3").build(),
            Contexts.server(crypto).applicationProtocols("h2", "http/1.1").build(),
            BufferKind.HEAP);
    TlsFailure failure =
        assertFails(Alert.NO_APPLICATION_PROTOCOL, Reason.NO_COMMON_PROTOCOL, pair::shakeHands);
    assertEquals(120, failure.alert().code());
    byte[] alert = EnginePair.flushed(pair.server());
    TlsFailure seen = assertThrows(TlsFailure.class, () -> pair.deliver(alert, pair.client()));
    assertEquals(Alert.NO_APPLICATION_PROTOCOL, seen.alert());
    assertEquals(TlsFailure.Origin.PEER, seen.origin());
  }

  @Test
  @DisplayName("ALPN bodies are encoded once: the same array for every connection (P5)")
  void sameArray() {
    ServerSettings server =
        new ServerSettings(Contexts.server(crypto).applicationProtocols("h2").policy(null, null));
    assertSame(server.protocolBody("h2"), server.protocolBody("h2"));
    ClientSettings client =
        new ClientSettings(Contexts.client(crypto).applicationProtocols("h2").policy(null));
    assertSame(client.protocolsBody(), client.protocolsBody());
  }

  @Test
  @DisplayName("replaced credentials serve the next ClientHello; handshakes under way keep theirs")
  void replaceCredentials() throws TlsFailure {
    SecurityContext server = Contexts.server(crypto, KeyKind.EC_P256).build();
    SecurityContext client = Contexts.client(crypto).build();
    EnginePair underWay = EnginePair.of(client, server, BufferKind.HEAP);
    underWay.deliver(EnginePair.flushed(underWay.client()), underWay.server());
    server.replaceCredentials(TestPki.server(KeyKind.ED25519));
    assertEquals(
        Optional.of(SignatureScheme.ECDSA_SECP256R1_SHA256),
        underWay.shakeHands().server().info().localScheme());
    assertEquals(
        Optional.of(SignatureScheme.ED25519),
        shakeHands(client, "localhost", server).server().info().localScheme());
    assertThrows(IllegalArgumentException.class, server::replaceCredentials);
    assertEquals("ping", underWay.pass("ping", underWay.client(), underWay.server()));
  }
}
