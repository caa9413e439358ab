package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.CertificateBuilder;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of whole handshakes over the peer's chain, its algorithms and its size. */
@DisplayName("The peer's chain, from engine to engine")
class PeerChainJudgedTest {
  private static final Trust TRUST = Trust.anchors(TestPki.anchors());

  static Stream<Arguments> weakAlgorithms() {
    return Providers.all()
        .flatMap(
            provider ->
                Stream.of(
                    Arguments.of(provider, "MD2", "1.2.840.113549.1.1.2"),
                    Arguments.of(provider, "MD5", "1.2.840.113549.1.1.4"),
                    Arguments.of(provider, "SHA1", "1.2.840.113549.1.1.5")));
  }

  @ParameterizedTest(name = "{1} ({0})")
  @MethodSource("weakAlgorithms")
  @DisplayName(
      "C1 C2: a leaf or intermediate signed over MD2, MD5 or SHA-1: the peer sees alert 43; the"
          + " failure names certificate, algorithm, OID, rule and remedy")
  void weakSignature(CryptoProvider provider, String hash, String oid) throws Exception {
    Identity weakLeaf = leaf(TestPki.rsaRoot()).signedWith(hash + "withRSA").make();
    Identity weakAuthority =
        TestPki.issue()
            .subject("CN=Old Intermediate")
            .key(KeyKind.RSA_2048)
            .issuer(TestPki.rsaRoot())
            .authority()
            .signedWith(hash + "withRSA")
            .make();
    String algorithm = "is signed with " + hash + "withRSA (" + oid + ")";
    for (TlsFailure failure :
        bothRefuse(provider, weakLeaf.credential(), "certificate 1 of 1 (CN=weak)")) {
      assertSays(failure, algorithm);
    }
    Credential belowWeak = leaf(weakAuthority).make().credential();
    for (TlsFailure failure :
        bothRefuse(provider, belowWeak, "certificate 2 of 2 (CN=Old Intermediate)")) {
      assertSays(failure, algorithm);
      assertSays(failure, "the policy refuses " + hash.replace("SHA1", "SHA-1"));
      assertSays(
          failure, "reissue it with SHA-256, or allow it with SignaturePolicy.allowing(\"" + hash);
    }
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("C1: an anchor that signed itself over MD2 passes, sent along or not")
  void weakAnchor(CryptoProvider provider) throws Exception {
    Identity root =
        TestPki.issue()
            .subject("CN=Class 3 of 1996")
            .key(KeyKind.RSA_2048)
            .selfSigned()
            .authority()
            .signedWith("MD2withRSA")
            .make();
    Identity leaf = leaf(root).make();
    Trust trust = Trust.anchors(root.certificate());
    for (List<X509Certificate> chain :
        List.of(List.of(leaf.certificate()), List.of(leaf.certificate(), root.certificate()))) {
      Credential credential = Credential.of(chain, leaf.key());
      EnginePair pair =
          EnginePair.connected(
              client(provider, trust).credential(credential),
              server(provider, credential).clientAuth(ClientAuth.NEED, trust));
      assertEquals(chain, pair.client().info().peerCertificates());
      assertEquals(chain, pair.server().info().peerCertificates());
    }
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("Limits.certificates: as many are taken, one more is bad_certificate")
  void count(CryptoProvider provider) throws Exception {
    Credential two = TestPki.server(KeyKind.EC_P256);
    EnginePair.connected(
        client(provider, TRUST).limits(Limits.defaults().withCertificates(2)),
        server(provider, two));
    TlsFailure atClient =
        new Interference(
                client(provider, TRUST).limits(Limits.defaults().withCertificates(1)).build(),
                server(provider, two).build())
            .toServer()
            .clientRefuses(message -> message.bytes());
    assertTooMany(atClient);
    Credential own = TestPki.client(KeyKind.EC_P256);
    ServerContextBuilder asking = server(provider, two).clientAuth(ClientAuth.NEED, TRUST);
    EnginePair.connected(
        client(provider, TRUST).credential(own),
        asking.limits(Limits.defaults().withCertificates(2)));
    TlsFailure atServer =
        new Interference(
                client(provider, TRUST).credential(own).build(),
                asking.limits(Limits.defaults().withCertificates(1)).build())
            .toServer()
            .toClient()
            .serverRefuses(message -> message.bytes());
    assertTooMany(atServer);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("Limits.handshakeMessage: a chain of as many bytes is taken, one more is refused")
  void bytes(CryptoProvider provider) throws Exception {
    Credential served = TestPki.server(KeyKind.RSA_2048);
    Limits exact = Limits.defaults().withHandshakeMessage(messageBytes(served));
    Limits shorter = Limits.defaults().withHandshakeMessage(messageBytes(served) - 1);
    EnginePair.connected(client(provider, TRUST).limits(exact), server(provider, served));
    assertTooLong(
        new Interference(
                client(provider, TRUST).limits(shorter).build(), server(provider, served).build())
            .toServer()
            .clientRefuses(message -> message.bytes()));

    Credential own = TestPki.client(KeyKind.RSA_2048);
    Limits exactOwn = Limits.defaults().withHandshakeMessage(messageBytes(own));
    Limits shorterOwn = Limits.defaults().withHandshakeMessage(messageBytes(own) - 1);
    ServerContextBuilder asking = server(provider, served).clientAuth(ClientAuth.NEED, TRUST);
    EnginePair.connected(client(provider, TRUST).credential(own), asking.limits(exactOwn));
    assertTooLong(
        new Interference(
                client(provider, TRUST).credential(own).build(), asking.limits(shorterOwn).build())
            .toServer()
            .toClient()
            .serverRefuses(message -> message.bytes()));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("RFC 8446 4.2.3: signature_algorithms_cert speaks for chains alone, at both sides")
  void certificateSchemes(CryptoProvider provider) throws Exception {
    Identity underRsa =
        TestPki.issue()
            .subject("CN=under RSA")
            .dns("localhost")
            .issuer(TestPki.rsaIntermediate())
            .make();
    Identity underEc = TestPki.serverIdentity(KeyKind.EC_P256);
    ServerContextBuilder server =
        server(provider, underEc.credential()).credential(underRsa.credential());
    List<SignatureScheme> rsa = List.of(SignatureScheme.RSA_PKCS1_SHA256);
    List<SignatureScheme> ec = List.of(SignatureScheme.ECDSA_SECP256R1_SHA256);

    ClientContextBuilder rsaChains = client(provider, TRUST).schemes(ec).certificateSchemes(rsa);
    assertEquals(
        underRsa.certificate(),
        EnginePair.connected(rsaChains, server).client().info().peerCertificates().get(0));
    ClientContextBuilder anyChains = client(provider, TRUST).schemes(ec);
    assertEquals(
        underEc.certificate(),
        EnginePair.connected(anyChains, server).client().info().peerCertificates().get(0));

    TlsFailure failure =
        new Interference(rsaChains.build(), server(provider, underEc.credential()).build())
            .toServer()
            .clientRefuses(message -> message.bytes());
    assertEquals(Reason.REFUSED_SIGNATURE_ALGORITHM, failure.reason());
    assertSays(failure, "certificate 1 of 2");
    assertSays(failure, "signature_algorithms");
  }

  @Test
  @DisplayName("RFC 8446 4.2.3: signature_algorithms_cert as it is written, offered only when set")
  void certificateSchemesOffered() throws Exception {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext client =
        client(provider, TRUST)
            .certificateSchemes(List.of(SignatureScheme.ED25519, SignatureScheme.RSA_PKCS1_SHA256))
            .build();
    assertEquals(
        "000408070401",
        Hex.text(
            ClientHello.read(Interference.sent(client.newEngine("localhost")).get(0).body())
                .extensions()
                .find(ExtensionType.SIGNATURE_ALGORITHMS_CERT)
                .body()));
    assertThrows(
        IllegalArgumentException.class,
        () -> client(provider, TRUST).certificateSchemes(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000", "0001 04", "0003 0403 04", "0002 0403 00", "0004 0403"})
  @DisplayName("signature_algorithms_cert of another form: decode_error")
  void malformedCertificateSchemes(String digits) {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    TlsFailure failure =
        new Interference(
                client(provider, TRUST).build(),
                server(provider, TestPki.server(KeyKind.EC_P256)).build())
            .serverRefuses(
                Interference.onClientHello(
                    hello ->
                        Hellos.with(
                            hello,
                            Hellos.replacing(
                                ExtensionType.SIGNATURE_ALGORITHMS_CERT, Hex.bytes(digits)))));
    assertEquals(Alert.DECODE_ERROR, failure.alert());
    assertSays(failure, "signature_algorithms_cert: ");
  }

  @Test
  @DisplayName("a server must not answer signature_algorithms_cert")
  void answeredCertificateSchemes() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    TlsFailure failure =
        new Interference(
                client(provider, TRUST).certificateSchemes(SignatureScheme.all()).build(),
                server(provider, TestPki.server(KeyKind.EC_P256)).build())
            .toServer()
            .clientRefuses(
                Interference.onServerHello(
                    hello ->
                        Hellos.with(
                            hello,
                            Hellos.adding(
                                ExtensionType.SIGNATURE_ALGORITHMS_CERT, Hex.bytes("0002 0403")))));
    assertEquals(Alert.UNSUPPORTED_EXTENSION, failure.alert());
    assertSays(failure, "a server must not send (RFC 8446 4.2.3)");
  }

  private static CertificateBuilder leaf(Identity issuer) {
    return TestPki.issue().subject("CN=weak").key(KeyKind.EC_P256).issuer(issuer).dns("localhost");
  }

  private static ClientContextBuilder client(CryptoProvider provider, Trust trust) {
    return Contexts.client(provider).trust(trust);
  }

  private static ServerContextBuilder server(CryptoProvider provider, Credential credential) {
    return SecurityContext.server().provider(provider).credential(credential);
  }

  /** A credential shown by a server, then by a client; each peer must see why it is refused. */
  private static List<TlsFailure> bothRefuse(
      CryptoProvider provider, Credential credential, String label) {
    TlsFailure atClient =
        refusal(
            EnginePair.of(
                client(provider, TRUST).build(),
                server(provider, credential).build(),
                BufferKind.HEAP),
            true);
    TlsFailure atServer =
        refusal(
            EnginePair.of(
                client(provider, TRUST).credential(credential).build(),
                Contexts.server(provider).clientAuth(ClientAuth.NEED, TRUST).build(),
                BufferKind.HEAP),
            false);
    for (TlsFailure failure : List.of(atClient, atServer)) {
      assertEquals(Reason.REFUSED_SIGNATURE_ALGORITHM, failure.reason(), failure::toString);
      assertSays(failure, label);
    }
    return List.of(atClient, atServer);
  }

  private static TlsFailure refusal(EnginePair pair, boolean clientRefuses) {
    TlsFailure failure = assertThrows(TlsFailure.class, pair::shakeHands);
    TlsEngine refusing = clientRefuses ? pair.client() : pair.server();
    TlsEngine refused = clientRefuses ? pair.server() : pair.client();
    TlsFailure seen =
        assertThrows(TlsFailure.class, () -> pair.deliver(EnginePair.flushed(refusing), refused));
    assertEquals(43, seen.alert().code());
    assertEquals(TlsFailure.Origin.PEER, seen.origin());
    return failure;
  }

  private static int messageBytes(Credential credential) {
    return new CertificateMessage(credential.encodedChain()).encode().length
        - HandshakeMessage.HEADER_LENGTH;
  }

  private static void assertTooMany(TlsFailure failure) {
    assertEquals(Alert.BAD_CERTIFICATE, failure.alert());
    assertEquals(Reason.CHAIN_TOO_LONG, failure.reason());
    assertSays(failure, "more than 1 certificates (Limits.certificates)");
  }

  private static void assertTooLong(TlsFailure failure) {
    assertEquals(Alert.DECODE_ERROR, failure.alert());
    assertEquals(Reason.MESSAGE_TOO_LONG, failure.reason());
    assertSays(failure, "Certificate announces");
    assertSays(failure, "(Limits.handshakeMessage)");
  }

  private static void assertSays(TlsFailure failure, String phrase) {
    assertTrue(failure.detail().contains(phrase), failure::detail);
  }
}
