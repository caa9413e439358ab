package io.gasket.tls;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EachProvider
@DisplayName("Client certificates (RFC 5246 7.4.4, 7.4.6, 7.4.8; B4)")
record ClientAuthenticationTest(CryptoProvider crypto) {
  private SecurityContext server(ClientAuth policy) {
    return Contexts.server(crypto).clientAuth(policy, Contexts.trust()).build();
  }

  private SecurityContext client(KeyKind... kinds) {
    ClientContextBuilder client = Contexts.client(crypto);
    for (KeyKind kind : kinds) {
      client.credential(TestPki.client(kind));
    }
    return client.build();
  }

  private EnginePair pair(SecurityContext client, SecurityContext server) {
    return EnginePair.of(client, server, BufferKind.HEAP);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a client with any kind of key is known to the server, whatever the suite's kind")
  void everyKindOfKey(KeyKind kind) throws TlsFailure {
    EnginePair pair = pair(client(kind), server(ClientAuth.NEED)).shakeHands();
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    ConnectionInfo seen = pair.server().info();
    assertEquals(TestPki.clientIdentity(kind).chain(), seen.peerCertificates());
    assertEquals(pair.client().info().localScheme(), seen.peerScheme());
    assertTrue(seen.peerScheme().isPresent());
    assertEquals(
        TestPki.clientIdentity(kind).chain(),
        pair.client().info().localCredential().orElseThrow().chain());
  }

  @Test
  @DisplayName("a client's key need not go with the suites it offers (RFC 5246 7.4.6)")
  void keyOfAnotherKindThanAllSuites() throws TlsFailure {
    SecurityContext client =
        Contexts.client(crypto)
            .suites(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256))
            .credential(TestPki.client(KeyKind.RSA_2048))
            .build();
    EnginePair pair = pair(client, server(ClientAuth.NEED)).shakeHands();
    assertEquals(
        TestPki.clientIdentity(KeyKind.RSA_2048).chain(), pair.server().info().peerCertificates());
  }

  @Test
  @DisplayName("a server that does not ask gets none")
  void notAsked() throws TlsFailure {
    EnginePair pair = pair(client(KeyKind.EC_P256), Contexts.server(crypto).build()).shakeHands();
    assertEquals(List.of(), pair.server().info().peerCertificates());
    assertEquals(Optional.empty(), pair.client().info().localScheme());
  }

  @Test
  @DisplayName("WANT goes on without a certificate")
  void wantWithout() throws TlsFailure {
    EnginePair pair = pair(client(), server(ClientAuth.WANT)).shakeHands();
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    assertEquals(List.of(), pair.server().info().peerCertificates());
    assertEquals(Optional.empty(), pair.server().info().peerScheme());
  }

  @Test
  @DisplayName("NEED refuses a client without one: handshake_failure, seen by the client")
  void needWithout() throws TlsFailure {
    EnginePair pair = pair(client(), server(ClientAuth.NEED));
    TlsFailure failure =
        assertFails(Alert.HANDSHAKE_FAILURE, Reason.NO_CERTIFICATE, pair::shakeHands);
    byte[] alert = EnginePair.flushed(pair.server());
    TlsFailure seen = assertThrows(TlsFailure.class, () -> pair.deliver(alert, pair.client()));
    assertEquals(failure.alert(), seen.alert());
    assertEquals(Reason.ALERT_RECEIVED, seen.reason());
  }

  @Test
  @DisplayName("a certificate of a foreign issuer is refused even where none is needed")
  void foreign() {
    SecurityContext server =
        Contexts.server(crypto)
            .clientAuth(ClientAuth.WANT, Trust.anchors(TestPki.rsaRoot().certificate()))
            .build();
    ScriptedClient client =
        new ScriptedClient(server.newEngine(), crypto, TestPki.clientIdentity(KeyKind.EC_P256));
    Refusals.assertRefuses(
        client,
        Alert.UNKNOWN_CA,
        Reason.UNKNOWN_ISSUER,
        () -> {
          client.clientHello();
          client.certificate();
        });
  }

  @Test
  @DisplayName("CertificateRequest names the trusted issuers, and the client chooses by them (B4)")
  void namesOfIssuers() throws TlsFailure {
    for (KeyKind kind : List.of(KeyKind.EC_P256, KeyKind.RSA_2048)) {
      Trust one =
          Trust.anchors(
              (kind == KeyKind.EC_P256 ? TestPki.root() : TestPki.rsaRoot()).certificate());
      SecurityContext server = Contexts.server(crypto).clientAuth(ClientAuth.NEED, one).build();
      EnginePair pair = pair(client(KeyKind.EC_P256, KeyKind.RSA_2048), server).shakeHands();
      assertEquals(TestPki.clientIdentity(kind).chain(), pair.server().info().peerCertificates());
    }
  }

  @Test
  @DisplayName("the request on the wire holds the anchors' names and the server's schemes")
  void request() throws TlsFailure {
    List<SignatureScheme> schemes =
        List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256);
    SecurityContext server =
        Contexts.server(crypto)
            .schemes(schemes)
            .clientAuth(ClientAuth.WANT, Contexts.trust())
            .build();
    ScriptedClient client = ScriptedClient.of(server, crypto);
    client.say(client.hello().encode());
    client.read();
    client.next(HandshakeType.SERVER_HELLO);
    client.next(HandshakeType.CERTIFICATE);
    client.next(HandshakeType.SERVER_KEY_EXCHANGE);
    CertificateRequest request =
        CertificateRequest.read(client.next(HandshakeType.CERTIFICATE_REQUEST).body());
    assertEquals(
        TestPki.anchors().stream().map(c -> c.getSubjectX500Principal()).toList(),
        request.authorities().stream().map(X500Principal::new).toList());
    assertArrayEquals(
        schemes.stream().mapToInt(SignatureScheme::code).toArray(), request.schemes());
  }

  @Test
  @DisplayName("a client with no fitting credential answers with an empty Certificate")
  void nothingFits() throws TlsFailure {
    SecurityContext server =
        Contexts.server(crypto)
            .clientAuth(ClientAuth.WANT, Trust.anchors(TestPki.rsaRoot().certificate()))
            .build();
    EnginePair pair = pair(client(KeyKind.EC_P256), server).shakeHands();
    assertEquals(List.of(), pair.server().info().peerCertificates());
    assertEquals(Optional.empty(), pair.client().info().localCredential());
  }

  @Test
  @DisplayName("a replaced credential is shown from the next handshake on")
  void replaced() throws TlsFailure {
    SecurityContext client = client(KeyKind.EC_P256);
    SecurityContext server = server(ClientAuth.NEED);
    assertFalse(pair(client, server).shakeHands().server().info().peerCertificates().isEmpty());
    client.replaceCredentials(TestPki.client(KeyKind.ED25519));
    EnginePair pair = pair(client, server).shakeHands();
    assertEquals(Optional.of(SignatureScheme.ED25519), pair.server().info().peerScheme());
  }

  private ScriptedClient upToCertificateVerify() throws TlsFailure {
    ScriptedClient client =
        new ScriptedClient(
            server(ClientAuth.NEED).newEngine(), crypto, TestPki.clientIdentity(KeyKind.EC_P256));
    client.clientHello();
    client.certificate();
    client.clientKeyExchange();
    return client;
  }

  private static void refusesSignature(
      ScriptedClient client, TestPki.Identity signer, byte[] content) {
    DigitallySigned signature =
        client.sign(signer.key(), SignatureScheme.ECDSA_SECP256R1_SHA256, content);
    Refusals.assertRefuses(
        client,
        Alert.DECRYPT_ERROR,
        Reason.BAD_HANDSHAKE_SIGNATURE,
        () -> client.certificateVerify(signature));
  }

  @Test
  @DisplayName("CertificateVerify must verify: decrypt_error (RFC 5246 7.4.8)")
  void wrongSignature() throws TlsFailure {
    ScriptedClient client = upToCertificateVerify();
    refusesSignature(client, TestPki.clientIdentity(KeyKind.EC_P256), new byte[1]);
  }

  @Test
  @DisplayName("CertificateVerify by another key: decrypt_error")
  void otherKey() throws TlsFailure {
    ScriptedClient client = upToCertificateVerify();
    refusesSignature(client, TestPki.serverIdentity(KeyKind.EC_P256), client.transcript());
  }

  @Test
  @DisplayName("CertificateVerify with a scheme of another kind of key: illegal_parameter")
  void schemeOfAnotherKind() throws TlsFailure {
    ScriptedClient client = upToCertificateVerify();
    Refusals.assertRefuses(
        client,
        Alert.ILLEGAL_PARAMETER,
        Reason.SCHEME_KEY_MISMATCH,
        () ->
            client.certificateVerify(
                new DigitallySigned(SignatureScheme.RSA_PSS_RSAE_SHA256.code(), new byte[256])));
  }

  @Test
  @DisplayName("CertificateVerify with a scheme that was not offered: illegal_parameter")
  void schemeNotOffered() throws TlsFailure {
    ScriptedClient client = upToCertificateVerify();
    int ecdsaSha1 = 0x0203;
    TlsFailure failure =
        Refusals.assertRefuses(
            client,
            Alert.ILLEGAL_PARAMETER,
            Reason.SCHEME_NOT_OFFERED,
            () -> client.certificateVerify(new DigitallySigned(ecdsaSha1, new byte[70])));
    assertTrue(failure.detail().contains("0x0203"), failure::detail);
  }

  @Test
  @DisplayName("CertificateVerify by the client's engine verifies for an independent server")
  void signsTheTranscript() throws TlsFailure {
    ScriptedServer server = ScriptedServer.of(client(KeyKind.RSA_PSS), crypto);
    server.readHello();
    server.serverHello();
    server.certificate();
    server.serverKeyExchange();
    server.certificateRequest();
    server.serverHelloDone();
    server.changeCipherSpec();
    server.finished();
    assertEquals(
        Optional.of(SignatureScheme.RSA_PSS_PSS_SHA256), server.engine().info().localScheme());
  }
}
