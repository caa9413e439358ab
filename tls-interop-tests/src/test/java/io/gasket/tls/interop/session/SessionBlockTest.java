package io.gasket.tls.interop.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E2: what both sides print of a session, line for line. */
final class SessionBlockTest {
  private static final Identity SERVER = TestPki.serverIdentity(KeyKind.EC_P256);
  private static final Identity CLIENT = TestPki.clientIdentity(KeyKind.ED25519);
  private static final Trust TRUST = Trust.anchors(TestPki.anchors());

  @Test
  @DisplayName("the server's block after mutual authentication")
  void server() throws Exception {
    EnginePair pair = mutual();
    String expected =
        """
        CipherAlgorithm: Aes256
        CipherStrength: 256
        HashAlgorithm: Sha384
        IsAuthenticated: True
        IsEncrypted: True
        IsMutuallyAuthenticated: True
        IsServer: True
        IsSigned: True
        SslProtocol: Tls12
        CipherSuite: TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        KeyExchange: secp256r1
        Resumed: False
        LocalSignature: ecdsa_secp256r1_sha256
        RemoteSignature: ed25519
        ExtendedMasterSecret: True
        SecureRenegotiation: True
        ApplicationProtocol: http/1.1
        ServerName: localhost
        RemoteCertificate.Issuer: CN=Gasket Test EC Intermediate
        RemoteCertificate.Subject: O=Gasket Tests,OU=ED25519,CN=client
        RemoteCertificate.Thumbprint: %s
        LocalCertificate.Issuer: CN=Gasket Test EC Intermediate
        LocalCertificate.Subject: O=Gasket Tests,OU=EC_P256,CN=localhost
        LocalCertificate.Thumbprint: %s
        """
            .formatted(thumbprint(CLIENT), thumbprint(SERVER));
    assertEquals(expected, block(pair.server(), true));
  }

  @Test
  @DisplayName("the client's block is the same with the sides changed")
  void client() throws Exception {
    EnginePair pair = mutual();
    String expected =
        block(pair.server(), true)
            .replace("IsServer: True", "IsServer: False")
            .replace("Remote", "*")
            .replace("Local", "Remote")
            .replace("*", "Local");
    assertEquals(sorted(expected), sorted(block(pair.client(), true)));
  }

  @Test
  @DisplayName("without a client certificate and without ALPN those lines are not there")
  void serverOnly() throws Exception {
    SecurityContext server = SecurityContext.server().credential(SERVER.credential()).build();
    SecurityContext client = SecurityContext.client().trust(TRUST).build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    String block = block(pair.server(), true);
    assertEquals(0, count(block, "RemoteCertificate|RemoteSignature|ApplicationProtocol"));
    assertEquals(1, count(block, "IsAuthenticated: True"));
    assertEquals(1, count(block, "IsMutuallyAuthenticated: False"));
    String clientBlock = block(pair.client(), true);
    assertEquals(0, count(clientBlock, "LocalCertificate|LocalSignature"));
    assertEquals(1, count(clientBlock, "IsAuthenticated: True"));
    assertEquals(1, count(clientBlock, "IsMutuallyAuthenticated: False"));
  }

  @Test
  @DisplayName("what the server stapled, at the client alone")
  void stapled() throws Exception {
    byte[] response = OcspResponses.about(SERVER.certificate(), TestPki.intermediate()).make();
    Credential credential =
        SERVER
            .credential()
            .withOcspResponse(response)
            .withSignedCertificateTimestamps(new byte[] {0, 6, 0, 1, 7, 0, 1, 8});
    SecurityContext server = SecurityContext.server().credential(credential).build();
    SecurityContext client =
        SecurityContext.client().trust(TRUST).signedCertificateTimestamps(true).build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    String block = block(pair.client(), true);
    assertEquals(1, count(block, "OcspResponse: " + response.length + " bytes"));
    assertEquals(1, count(block, "CertificateTimestamps: 2"));
    assertEquals(0, count(block(pair.server(), true), "OcspResponse|CertificateTimestamps"));
  }

  @Test
  @DisplayName("limits of the length of records, only where they were negotiated")
  void fragmentLimits() throws Exception {
    assertEquals(0, count(block(mutual().server(), true), "MaxFragmentLength|RecordSizeLimit"));
    SecurityContext server =
        SecurityContext.server().credential(SERVER.credential()).recordSizeLimit(700).build();
    SecurityContext asks = SecurityContext.client().trust(TRUST).maxFragmentLength(512).build();
    EnginePair one = EnginePair.of(asks, server, BufferKind.HEAP).shakeHands();
    assertEquals(1, count(block(one.client(), true), "MaxFragmentLength: 512"));
    SecurityContext says = SecurityContext.client().trust(TRUST).recordSizeLimit(64).build();
    EnginePair other = EnginePair.of(says, server, BufferKind.HEAP).shakeHands();
    String line = "RecordSizeLimit: 64 received, 700 sent";
    assertEquals(1, count(block(other.client(), true), line));
  }

  @Test
  @DisplayName("a peer that nobody verified does not count as authenticated")
  void dangerous() throws Exception {
    String block = block(mutual().client(), false);
    assertEquals(1, count(block, "IsAuthenticated: False"));
    assertEquals(1, count(block, "IsMutuallyAuthenticated: False"));
  }

  private static EnginePair mutual() throws Exception {
    SecurityContext server =
        SecurityContext.server()
            .credential(SERVER.credential())
            .clientAuth(ClientAuth.NEED, TRUST)
            .applicationProtocols("http/1.1")
            .build();
    SecurityContext client =
        SecurityContext.client()
            .trust(TRUST)
            .credential(CLIENT.credential())
            .suites(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384))
            .groups(List.of(NamedGroup.SECP256R1))
            .applicationProtocols("http/1.1")
            .build();
    return EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
  }

  private static String block(TlsEngine engine, boolean verified) {
    return SessionBlock.of(engine.info(), verified).text();
  }

  private static List<String> sorted(String block) {
    return block.lines().sorted().toList();
  }

  private static long count(String block, String pattern) {
    return block.lines().filter(line -> line.matches("(" + pattern + ").*")).count();
  }

  private static String thumbprint(Identity identity) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(identity.certificate().getEncoded());
    return "%040X".formatted(new BigInteger(1, digest));
  }
}
