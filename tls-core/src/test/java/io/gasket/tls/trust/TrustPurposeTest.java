package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.assertSays;
import static io.gasket.tls.trust.Presenting.client;
import static io.gasket.tls.trust.Presenting.leaf;
import static io.gasket.tls.trust.Presenting.refusal;
import static io.gasket.tls.trust.Presenting.server;
import static io.gasket.tls.trust.Presenting.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.CertificateBuilder;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.KeyPairGenerator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H3: what a certificate may be used for, told from constants; and how strong its key must be. */
class TrustPurposeTest {
  private static CertificateBuilder withPurposes(KeyPurposeId... purposes) {
    return leaf().extendedKeyUsage(purposes);
  }

  private static String refused(PresentedChain presented) {
    return refusal(
        Alert.UNSUPPORTED_CERTIFICATE, Reason.BAD_EXTENDED_KEY_USAGE, trust(), presented);
  }

  @Test
  @DisplayName(
      "H3: the right purpose, any purpose, and no extension at all are good for either role")
  void acceptsRightAnyAbsent() throws TlsFailure {
    trust().verify(server(withPurposes(KeyPurposeId.id_kp_serverAuth).make()));
    trust().verify(client(withPurposes(KeyPurposeId.id_kp_clientAuth).make()));
    for (Identity either :
        new Identity[] {
          withPurposes(KeyPurposeId.anyExtendedKeyUsage).make(),
          withPurposes().make(),
          withPurposes(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth).make()
        }) {
      trust().verify(server(either));
      trust().verify(client(either));
    }
  }

  @Test
  @DisplayName(
      "H3: a client's certificate does not make a server, and the detail lists what it has")
  void refusesClientAsServer() {
    Identity other =
        withPurposes(
                KeyPurposeId.id_kp_clientAuth,
                KeyPurposeId.id_kp_codeSigning,
                KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.2.3.4")))
            .make();

    assertSays(
        refused(server(other)),
        "certificate 1 of 2 (CN=The Leaf) is limited by extendedKeyUsage to clientAuth, codeSigning, 1.2.3.4",
        "a TLS server needs serverAuth",
        "reissue it with serverAuth");
  }

  @Test
  @DisplayName("H3: a server's certificate does not make a client")
  void refusesServerAsClient() {
    assertSays(
        refused(client(withPurposes(KeyPurposeId.id_kp_serverAuth).make())),
        "to serverAuth",
        "a TLS client needs clientAuth");
  }

  @Test
  @DisplayName("H3: an authority that is limited to other purposes limits what it issues")
  void refusesLimitedAuthority() throws TlsFailure {
    CertificateBuilder authority =
        TestPki.issue().subject("CN=The Authority").issuer(TestPki.root()).authority();
    Identity mail = authority.extendedKeyUsage(KeyPurposeId.id_kp_emailProtection).make();
    Identity web = authority.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth).make();

    assertSays(
        refused(server(leaf().issuer(mail).make())),
        "certificate 2 of 2 (CN=The Authority) is limited by extendedKeyUsage to emailProtection");
    assertEquals(3, trust().verify(server(leaf().issuer(web).make())).path().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Extensions.EXTENDED_KEY_USAGE, Extensions.KEY_USAGE, Extensions.SUBJECT_ALT_NAME})
  @DisplayName("H3: an extension that cannot be read is not taken for absent, critical or not")
  void refusesMalformedExtension(String oid) {
    Identity odd =
        TestPki.issue()
            .noKeyUsage()
            .extension(oid, false, new DEROctetString(new byte[] {1, 2, 3}))
            .make();

    refusal(Alert.BAD_CERTIFICATE, Reason.MALFORMED_CERTIFICATE, trust(), server(odd));
  }

  @Test
  @DisplayName("keyUsage without digitalSignature: unsupported_certificate; absent is fine")
  void judgesKeyUsage() throws TlsFailure {
    Identity encipherOnly = leaf().keyUsage(KeyUsage.keyEncipherment).make();

    assertSays(
        refusal(Alert.UNSUPPORTED_CERTIFICATE, Reason.BAD_KEY_USAGE, trust(), server(encipherOnly)),
        "certificate 1 of 2 (CN=The Leaf) has a keyUsage without digitalSignature",
        "reissue it with digitalSignature");
    trust().verify(server(leaf().noKeyUsage().make()));
    trust()
        .verify(server(leaf().keyUsage(KeyUsage.digitalSignature | KeyUsage.decipherOnly).make()));
  }

  @Test
  @DisplayName("an RSA key shorter than the minimum, in a leaf and in an authority")
  void refusesWeakRsa() throws TlsFailure {
    Identity weakLeaf = leaf().key(TestPki.rsaKeyPair("RSA", 1024)).make();
    Identity weakAuthority =
        TestPki.issue()
            .subject("CN=Weak")
            .issuer(TestPki.root())
            .key(TestPki.rsaKeyPair("RSA", 1024))
            .authority()
            .make();
    Identity below = leaf().issuer(weakAuthority).make();

    assertSays(
        weak(trust(), weakLeaf),
        "certificate 1 of 2 (CN=The Leaf) has an RSA key of 1024 bits",
        "asks for 2048 or more",
        "Trust.withMinimumRsaBits");
    assertSays(weak(trust(), below), "certificate 2 of 2 (CN=Weak)");
    trust().withMinimumRsaBits(1024).verify(server(weakLeaf));
    trust().withMinimumRsaBits(1024).verify(server(below));
    weak(trust().withMinimumRsaBits(4096), TestPki.serverIdentity(KeyKind.RSA_2048));
  }

  private static String weak(Trust trust, Identity identity) {
    return refusal(Alert.UNSUPPORTED_CERTIFICATE, Reason.WEAK_KEY, trust, server(identity));
  }

  @Test
  @DisplayName("an anchor's RSA key may be shorter than the minimum")
  void acceptsWeakAnchor() throws TlsFailure {
    Identity old =
        TestPki.issue()
            .subject("CN=Old Root")
            .key(TestPki.rsaKeyPair("RSA", 1024))
            .selfSigned()
            .authority()
            .make();

    Trust.anchors(old.certificate()).verify(server(leaf().issuer(old).make()));
  }

  @Test
  @DisplayName("a leaf key of a kind that TLS 1.2 has no use for")
  void refusesForeignKey() throws Exception {
    Identity ed448 = leaf().key(KeyPairGenerator.getInstance("Ed448").generateKeyPair()).make();

    refusal(Alert.UNSUPPORTED_CERTIFICATE, Reason.UNSUPPORTED_KEY, trust(), server(ed448));
    refusal(
        Alert.UNSUPPORTED_CERTIFICATE,
        Reason.UNSUPPORTED_KEY,
        Trust.dangerousTrustAll(),
        server(ed448));
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  @DisplayName("B4: clients of every kind of key are believed")
  void acceptsClients(KeyKind kind) throws TlsFailure {
    assertEquals(3, trust().verify(client(TestPki.clientIdentity(kind))).path().size());
  }
}
