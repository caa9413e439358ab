package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("What may stand in hellos and the server's certificate (RFC 5246 7.4.1, 7.4.2)")
record HelloChecksTest(CryptoProvider crypto) {
  private ScriptedServer serverOf(ClientContextBuilder client, KeyKind kind) throws TlsFailure {
    ScriptedServer server =
        new ScriptedServer(
            client.build().newEngine("localhost"), crypto, TestPki.serverIdentity(kind));
    server.readHello();
    return server;
  }

  private ScriptedServer serverOf(ClientContextBuilder client) throws TlsFailure {
    return serverOf(client, KeyKind.EC_P256);
  }

  private ScriptedClient client() {
    return ScriptedClient.of(Contexts.server(crypto).build(), crypto);
  }

  private static ServerHello with(ServerHello hello, int version, int suite, int compression) {
    return new ServerHello(
        version, hello.random(), hello.sessionId(), suite, compression, hello.extensions());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0304, 0x0204, 0xfefd})
  @DisplayName("a server of any other version: protocol_version")
  void serverVersion(int version) throws TlsFailure {
    ScriptedServer server = serverOf(Contexts.client(crypto));
    ServerHello hello = server.hello();
    assertRefuses(
        server,
        Alert.PROTOCOL_VERSION,
        Reason.UNSUPPORTED_VERSION,
        () -> server.say(with(hello, version, hello.suite(), 0).encode()));
  }

  @Test
  @DisplayName("a suite that was not offered, known or unknown: illegal_parameter")
  void suiteNotOffered() throws TlsFailure {
    List<Integer> codes =
        List.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384.code(),
            0x002f,
            0x1301,
            CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
    for (int code : codes) {
      ScriptedServer server =
          serverOf(
              Contexts.client(crypto)
                  .suites(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)));
      ServerHello hello = server.hello();
      assertRefuses(
          server,
          Alert.ILLEGAL_PARAMETER,
          Reason.SUITE_NOT_OFFERED,
          () -> server.say(with(hello, hello.version(), code, 0).encode()));
    }
  }

  @Test
  @DisplayName("compression: illegal_parameter")
  void compression() throws TlsFailure {
    ScriptedServer server = serverOf(Contexts.client(crypto));
    ServerHello hello = server.hello();
    assertRefuses(
        server,
        Alert.ILLEGAL_PARAMETER,
        Reason.BAD_COMPRESSION,
        () -> server.say(with(hello, hello.version(), hello.suite(), 1).encode()));
  }

  @Test
  @DisplayName("session parameters that were not offered: unsupported_extension")
  void unsolicited() throws TlsFailure {
    int maxFragmentLength = 1;
    int encryptThenMac = 22;
    for (int type :
        List.of(
            maxFragmentLength,
            encryptThenMac,
            ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
            ExtensionType.SIGNATURE_ALGORITHMS)) {
      ScriptedServer server = serverOf(Contexts.client(crypto));
      assertRefuses(
          server,
          Alert.UNSUPPORTED_EXTENSION,
          Reason.UNSOLICITED_EXTENSION,
          () -> server.say(Hellos.with(server.hello(), Hellos.adding(type, new byte[0])).encode()));
    }
  }

  @Test
  @DisplayName("a server without secure renegotiation is refused unless allowed (RFC 5746 4.1)")
  void secureRenegotiation() throws TlsFailure {
    ScriptedServer server = serverOf(Contexts.client(crypto));
    ServerHello hello = server.hello();
    ServerHello bare =
        new ServerHello(
            hello.version(),
            hello.random(),
            hello.sessionId(),
            hello.suite(),
            0,
            new ExtensionBlock(
                List.of(hello.extensions().find(ExtensionType.EXTENDED_MASTER_SECRET))));
    assertRefuses(
        server,
        Alert.HANDSHAKE_FAILURE,
        Reason.NO_SECURE_RENEGOTIATION,
        () -> server.say(bare.encode()));
    ScriptedServer allowed = serverOf(Contexts.client(crypto).requireSecureRenegotiation(false));
    allowed.say(
        new ServerHello(
                bare.version(),
                allowed.hello().random(),
                bare.sessionId(),
                bare.suite(),
                0,
                bare.extensions())
            .encode());
    allowed.certificate();
    allowed.serverKeyExchange();
    allowed.serverHelloDone();
    allowed.changeCipherSpec();
    allowed.finished();
    assertFalse(allowed.engine().info().secureRenegotiation());
  }

  @Test
  @DisplayName("a certificate whose key does not go with the suite: unsupported_certificate")
  void wrongKindOfCertificate() throws TlsFailure {
    ScriptedServer server = serverOf(Contexts.client(crypto));
    server.serverHello();
    assertRefuses(
        server,
        Alert.UNSUPPORTED_CERTIFICATE,
        Reason.WRONG_CERTIFICATE_TYPE,
        () ->
            server.say(
                new CertificateMessage(TestPki.server(KeyKind.RSA_2048).encodedChain()).encode()));
  }

  @Test
  @DisplayName("a certificate on a curve that was not offered: illegal_parameter (RFC 8422 5.1)")
  void curveNotOffered() throws TlsFailure {
    ScriptedServer server =
        serverOf(
            Contexts.client(crypto).groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)),
            KeyKind.EC_P384);
    server.serverHello();
    assertRefuses(server, Alert.ILLEGAL_PARAMETER, Reason.CURVE_NOT_OFFERED, server::certificate);
  }

  @Test
  @DisplayName("a server without a certificate: decode_error")
  void noCertificate() throws TlsFailure {
    ScriptedServer server = serverOf(Contexts.client(crypto));
    server.serverHello();
    assertRefuses(
        server,
        Alert.DECODE_ERROR,
        Reason.NO_CERTIFICATE,
        () -> server.say(new CertificateMessage(List.of()).encode()));
  }

  @Test
  @DisplayName("a certificate for another name: refused, naming both")
  void otherName() throws TlsFailure {
    ScriptedServer server =
        new ScriptedServer(
            Contexts.client(crypto).build().newEngine("elsewhere.example"),
            crypto,
            TestPki.serverIdentity(KeyKind.EC_P256));
    server.readHello();
    server.serverHello();
    TlsFailure failure =
        assertRefuses(server, Alert.BAD_CERTIFICATE, Reason.NAME_MISMATCH, server::certificate);
    assertTrue(failure.detail().contains("elsewhere.example"), failure::detail);
    assertTrue(failure.detail().contains("localhost"), failure::detail);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0002, 0x0300, 0x0301, 0x0302})
  @DisplayName("a client of an older version: protocol_version, in a record it understands")
  void oldClient(int version) throws TlsFailure {
    ScriptedClient client = client();
    assertFails(
        Alert.PROTOCOL_VERSION,
        Reason.UNSUPPORTED_VERSION,
        () -> client.say(Hellos.withVersion(client.hello(), version).encode()));
    int recordVersion = version < 0x0300 ? 0x0303 : version;
    assertArrayEquals(
        new byte[] {21, 3, (byte) recordVersion, 0, 2, 2, 70}, EnginePair.flushed(client.engine()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0303, 0x0304, 0x0305, 0x0400})
  @DisplayName("a client that can do more gets TLS 1.2 (RFC 5246 E.1)")
  void newClient(int version) throws TlsFailure {
    ScriptedClient client = client();
    client.shakeHands(
        Hellos.withCompressions(Hellos.withVersion(client.hello(), version), (byte) 1, (byte) 0));
    assertTrue((client.engine().needs() & TlsEngine.CONNECTED) != 0);
  }

  @Test
  @DisplayName("a client without null compression: illegal_parameter")
  void noNullCompression() {
    ScriptedClient client = client();
    assertRefuses(
        client,
        Alert.ILLEGAL_PARAMETER,
        Reason.NO_NULL_COMPRESSION,
        () -> client.say(Hellos.withCompressions(client.hello(), (byte) 1).encode()));
  }

  @Test
  @DisplayName("the signalling suite value stands for renegotiation_info (RFC 5746 3.6)")
  void signallingValue() throws TlsFailure {
    ScriptedClient client = client();
    ClientHello hello = client.hello();
    int[] suites = {
      CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.code()
    };
    client.shakeHands(
        Hellos.with(
            Hellos.withSuites(hello, suites), Hellos.without(ExtensionType.RENEGOTIATION_INFO)));
    assertTrue(client.engine().info().secureRenegotiation());
    assertEquals(
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, client.engine().info().suite());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x01, 0x02, 0x03, 0x04, 0xff})
  @DisplayName("ClientHello may come in records of any 0x03xx version (RFC 5246 E.1)")
  void recordVersion(int minor) throws TlsFailure {
    ScriptedClient client = client();
    byte[] message = client.hello().encode();
    client.addToTranscript(message);
    byte[] record = client.sealed(22, message);
    record[2] = (byte) minor;
    client.deliver(record);
    client.afterHello();
  }

  @Test
  @DisplayName("after the hellos every record has the version that was agreed on")
  void recordVersionAfterHellos() throws TlsFailure {
    ScriptedClient client = client();
    client.clientHello();
    byte[] record = client.sealed(22, ScriptedClient.clientKeyExchange(new byte[32]));
    record[2] = 1;
    assertRefuses(
        client, Alert.PROTOCOL_VERSION, Reason.BAD_RECORD_VERSION, () -> client.deliver(record));
  }
}
