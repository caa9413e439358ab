package io.gasket.tls;

import static io.gasket.tls.testing.Failures.assertFails;
import static io.gasket.tls.testing.Hellos.replacing;
import static io.gasket.tls.testing.Hellos.without;
import static io.gasket.tls.testing.Interference.onClientHello;
import static io.gasket.tls.testing.Interference.onServerHello;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EachProvider
@DisplayName("What an application prefers: schemes to sign with and to accept, groups, formats")
record PreferencesTest(CryptoProvider crypto) {
  private static final List<SignatureScheme> BOTH_ECDSA =
      List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.ECDSA_SECP384R1_SHA384);
  private static final int POINTS = ExtensionType.EC_POINT_FORMATS;

  private static EnginePair shakeHands(SecurityContext client, SecurityContext server)
      throws TlsFailure {
    return EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
  }

  @Test
  @DisplayName("the schemes to sign with decide in their order, whatever is accepted")
  void signing() throws TlsFailure {
    List<SignatureScheme> signing =
        List.of(SignatureScheme.RSA_PKCS1_SHA384, SignatureScheme.RSA_PSS_RSAE_SHA256);
    SecurityContext server =
        Contexts.server(crypto, KeyKind.RSA_2048).signingSchemes(signing).build();
    EnginePair pair = shakeHands(Contexts.client(crypto).build(), server);
    assertEquals(Optional.of(signing.get(0)), pair.server().info().localScheme());
    assertEquals(Optional.of(signing.get(0)), pair.client().info().peerScheme());
    SecurityContext picky =
        Contexts.client(crypto)
            .acceptedSchemes(
                List.of(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PKCS1_SHA256))
            .build();
    assertEquals(
        Optional.of(signing.get(1)), shakeHands(picky, server).client().info().peerScheme());
  }

  @Test
  @DisplayName("of an EC key's schemes the first to sign with, or else the hash of its curve")
  void signingWithAnEcKey() throws TlsFailure {
    SecurityContext client = Contexts.client(crypto).build();
    SecurityContext byCurve = Contexts.server(crypto, KeyKind.EC_P384).schemes(BOTH_ECDSA).build();
    assertEquals(
        Optional.of(BOTH_ECDSA.get(1)), shakeHands(client, byCurve).server().info().localScheme());
    SecurityContext byOrder =
        Contexts.server(crypto, KeyKind.EC_P384).signingSchemes(BOTH_ECDSA).build();
    assertEquals(
        Optional.of(BOTH_ECDSA.get(0)), shakeHands(client, byOrder).server().info().localScheme());
  }

  @Test
  @DisplayName("a client signs with the first of its own schemes that the server accepts")
  void clientSigns() throws TlsFailure {
    SecurityContext server =
        Contexts.server(crypto)
            .acceptedSchemes(
                List.of(
                    SignatureScheme.RSA_PKCS1_SHA256,
                    SignatureScheme.RSA_PKCS1_SHA512,
                    SignatureScheme.RSA_PSS_RSAE_SHA512))
            .clientAuth(ClientAuth.NEED, Contexts.trust())
            .build();
    SecurityContext client =
        Contexts.client(crypto)
            .credential(TestPki.client(KeyKind.RSA_2048))
            .signingSchemes(
                List.of(
                    SignatureScheme.RSA_PSS_RSAE_SHA384,
                    SignatureScheme.RSA_PSS_RSAE_SHA512,
                    SignatureScheme.RSA_PKCS1_SHA256))
            .build();
    EnginePair pair = shakeHands(client, server);
    assertEquals(
        Optional.of(SignatureScheme.RSA_PSS_RSAE_SHA512), pair.server().info().peerScheme());
    assertEquals(
        Optional.of(SignatureScheme.RSA_PSS_RSAE_SHA512), pair.client().info().localScheme());
  }

  @Test
  @DisplayName("the schemes accepted, and no others, go into signature_algorithms in their order")
  void acceptedOnTheWire() throws TlsFailure {
    SecurityContext client =
        Contexts.client(crypto)
            .acceptedSchemes(
                List.of(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PKCS1_SHA256))
            .build();
    HandshakeMessage hello = Interference.sent(client.newEngine("localhost")).get(0);
    assertEquals(
        "000408040401",
        Hex.text(
            ClientHello.read(hello.body())
                .extensions()
                .find(ExtensionType.SIGNATURE_ALGORITHMS)
                .body()));
  }

  @Test
  @DisplayName("and a server's into CertificateRequest")
  void acceptedInTheRequest() throws TlsFailure {
    SecurityContext server =
        Contexts.server(crypto)
            .acceptedSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA256))
            .clientAuth(ClientAuth.WANT, Contexts.trust())
            .build();
    Interference between = new Interference(Contexts.client(crypto).build(), server).toServer();
    HandshakeMessage request =
        Interference.sent(between.server()).stream()
            .filter(message -> message.type() == HandshakeType.CERTIFICATE_REQUEST)
            .findFirst()
            .orElseThrow();
    // Two certificate_types, then supported_signature_algorithms (RFC 5246 7.4.4).
    assertTrue(Hex.text(request.bytes()).startsWith("024001" + "00020401", 8));
  }

  @Test
  @DisplayName("chains are judged by the schemes accepted, unless told apart")
  void acceptedInChains() throws TlsFailure {
    // The chain of the RSA leaf is signed with rsa_pkcs1_sha256.
    SecurityContext server = Contexts.server(crypto, KeyKind.RSA_2048).build();
    ClientContextBuilder client =
        Contexts.client(crypto).acceptedSchemes(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256));
    EnginePair refused = EnginePair.of(client.build(), server, BufferKind.HEAP);
    TlsFailure failure = assertThrows(TlsFailure.class, refused::shakeHands);
    assertEquals(Reason.REFUSED_SIGNATURE_ALGORITHM, failure.reason());
    client.certificateSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA256));
    assertEquals(
        Optional.of(SignatureScheme.RSA_PSS_RSAE_SHA256),
        shakeHands(client.build(), server).client().info().peerScheme());
  }

  @Test
  @DisplayName("schemes(…) says both again")
  void oneListForBoth() throws TlsFailure {
    SecurityContext server =
        Contexts.server(crypto, KeyKind.RSA_2048)
            .signingSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA512))
            .schemes(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256))
            .build();
    assertEquals(
        Optional.of(SignatureScheme.RSA_PSS_RSAE_SHA256),
        shakeHands(Contexts.client(crypto).build(), server).server().info().localScheme());
  }

  @Test
  @DisplayName("a description that cannot work is refused when it is built, saying why")
  void inconsistent() {
    String noKey =
        assertThrows(
                IllegalStateException.class,
                Contexts.server(crypto, KeyKind.EC_P256)
                        .signingSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA256))
                    ::build)
            .getMessage();
    assertTrue(noKey.contains("the schemes to sign with are [RSA_PKCS1_SHA256]"), noKey);
    String noServer =
        assertThrows(
                IllegalStateException.class,
                Contexts.client(crypto)
                        .acceptedSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA256))
                        .suites(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256))
                    ::build)
            .getMessage();
    assertTrue(noServer.contains("no server could authenticate"), noServer);
    assertThrows(
        IllegalArgumentException.class, () -> Contexts.client(crypto).acceptedSchemes(List.of()));
  }

  @Test
  @DisplayName("the server's order of groups decides, or the client's where that is preferred")
  void orderOfGroups() throws TlsFailure {
    List<NamedGroup> ours = List.of(NamedGroup.SECP384R1, NamedGroup.SECP256R1);
    SecurityContext client =
        Contexts.client(crypto)
            .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1))
            .build();
    SecurityContext server = Contexts.server(crypto).groups(ours).build();
    assertEquals(
        Optional.of(NamedGroup.SECP384R1), shakeHands(client, server).client().info().group());
    SecurityContext polite = Contexts.server(crypto).groups(ours).preferClientGroups(true).build();
    assertEquals(
        Optional.of(NamedGroup.SECP256R1), shakeHands(client, polite).client().info().group());
    SecurityContext others =
        Contexts.client(crypto).groups(List.of(NamedGroup.SECP521R1, NamedGroup.X25519)).build();
    EnginePair apart = EnginePair.of(others, polite, BufferKind.HEAP);
    assertFails(Alert.HANDSHAKE_FAILURE, Reason.NO_COMMON_GROUP, apart::shakeHands);
  }

  @Test
  @DisplayName("RFC 8422 5.1.2: point formats are not offered where the client does not want it")
  void formatsNotOffered() throws TlsFailure {
    Interference between =
        new Interference(
            Contexts.client(crypto).pointFormats(false).build(), Contexts.server(crypto).build());
    between.toServer(
        onClientHello(
            hello -> {
              assertNull(hello.extensions().find(POINTS));
              return hello;
            }));
    TlsFailure failure =
        between.clientRefuses(
            onServerHello(hello -> Hellos.with(hello, replacing(POINTS, Hex.bytes("0100")))));
    assertEquals(Reason.UNSOLICITED_EXTENSION, failure.reason());
  }

  @Test
  @DisplayName("RFC 8422 5.2: nor answered where the server does not want it; both connect")
  void formatsNotAnswered() throws TlsFailure {
    SecurityContext client = Contexts.client(crypto).build();
    SecurityContext server = Contexts.server(crypto).pointFormats(false).build();
    Interference between = new Interference(client, server).toServer();
    HandshakeMessage answer = Interference.sent(between.server()).get(0);
    assertNull(ServerHello.read(answer.body()).extensions().find(POINTS));
    EnginePair pair = shakeHands(client, server);
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
  }

  @Test
  @DisplayName("RFC 8422 5.1.2: a list without uncompressed is refused, wanted or not")
  void formatsWithoutUncompressed() {
    for (boolean wanted : new boolean[] {true, false}) {
      Interference between =
          new Interference(
              Contexts.client(crypto).build(),
              Contexts.server(crypto).pointFormats(wanted).build());
      TlsFailure failure =
          between.serverRefuses(
              onClientHello(hello -> Hellos.with(hello, replacing(POINTS, Hex.bytes("020102")))));
      assertEquals(Reason.BAD_POINT_FORMATS, failure.reason());
      assertEquals(Alert.ILLEGAL_PARAMETER, failure.alert());
    }
  }

  @Test
  @DisplayName("RFC 8422 4: a client that names no groups gets one of ours in either order")
  void noGroups() throws TlsFailure {
    for (boolean clients : new boolean[] {true, false}) {
      SecurityContext server = Contexts.server(crypto).preferClientGroups(clients).build();
      Interference between = new Interference(Contexts.client(crypto).build(), server);
      between.toServer(
          onClientHello(hello -> Hellos.with(hello, without(ExtensionType.SUPPORTED_GROUPS))));
      byte[] exchange = Interference.sent(between.server()).get(2).bytes();
      assertEquals("030017", Hex.text(exchange).substring(8, 14), "named_curve, secp256r1");
    }
  }
}
