package io.gasket.tls;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.message.extension.ServerName;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.RecordedMessages;
import io.gasket.tls.trust.PeerCertificates;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** B3: two TLS 1.0 records of a capture; the resource says what is genuine in them. */
@DisplayName("B3: the captured frames of a TLS 1.0 handshake with IIS")
class CapturedFramesTest {
  private static final byte[] CLIENT_HELLO = RecordedMessages.frame("frame310");
  private static final byte[] SERVER_FLIGHT = RecordedMessages.frame("frame320");

  @Test
  @DisplayName("frame 310 is a ClientHello of 124 bytes, with the fields the document shows")
  void clientHello() throws TlsFailure {
    List<HandshakeMessage> messages = Flights.messages(CLIENT_HELLO);
    assertEquals(1, messages.size());
    assertEquals(124, messages.get(0).body().remaining());
    ClientHello hello = ClientHello.read(messages.get(0).as(HandshakeType.CLIENT_HELLO));
    assertEquals(0x0301, hello.version());
    assertTrue(
        Hex.text(hello.random())
            .startsWith("51fc5998" + "894966609a64a0b0ba0b4cd5adcc431aad77f0ff6108590e"));
    assertEquals(0, hello.sessionId().length);
    assertArrayEquals(
        new int[] {
          0x002f, 0x0035, 0x0005, 0x000a, 0xc013, 0xc014, 0xc009, 0xc00a, 0x0032, 0x0038, 0x0013,
          0x0004
        },
        hello.suites());
    assertArrayEquals(new byte[1], hello.compressions());
    assertEquals(
        List.of(0xff01, 0, 5, 10, 11, 35),
        hello.extensions().extensions().stream().map(Extension::type).toList());
    assertEquals(
        "www.kaushalz.com",
        ServerName.read(hello.extensions().find(ExtensionType.SERVER_NAME).cursor()));
  }

  @Test
  @DisplayName("frame 320 is one record with ServerHello, Certificate and ServerHelloDone")
  void serverFlight() throws TlsFailure {
    List<HandshakeMessage> messages = Flights.messages(SERVER_FLIGHT);
    assertEquals(
        List.of("ServerHello", "Certificate", "ServerHelloDone"),
        messages.stream().map(HandshakeMessage::name).toList());
    ServerHello hello = ServerHello.read(messages.get(0).body());
    assertEquals(0x0301, hello.version());
    assertTrue(
        Hex.text(hello.sessionId()).startsWith("8d0a0000efffe1ad6a82edc6d6a8967bd759cd0f3bdf70e9"));
    assertEquals(32, hello.sessionId().length);
    assertEquals(0x0005, hello.suite());
    assertEquals(0, hello.compression());
    assertEquals(
        List.of("renegotiation_info", "server_name"),
        hello.extensions().extensions().stream().map(Extension::name).toList());
    List<byte[]> chain = CertificateMessage.read(messages.get(1).body(), 10).certificates();
    assertEquals(List.of(1559), chain.stream().map(der -> der.length).toList());
    assertEquals(
        "CN=www.kaushalz.com,OU=Azure,O=Microsoft,L=Bangalore,ST=India,C=IN",
        PeerCertificates.parse(chain).get(0).getSubjectX500Principal().getName());
    messages.get(2).body().end();
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "our server refuses the hello with protocol_version, in a record of the client's version")
  void serverRefuses(CryptoProvider provider) {
    TlsEngine server = Contexts.server(provider).build().newEngine();
    TlsFailure failure =
        assertFails(
            Alert.PROTOCOL_VERSION,
            Reason.UNSUPPORTED_VERSION,
            () -> server.receive(ByteBuffer.wrap(CLIENT_HELLO), ByteBuffer.allocate(0)));
    assertEquals(
        "the client offers TLS 1.0 at most; this server speaks TLS 1.2 only, since older versions are broken (RFC 8996)."
            + " Update the client or enable TLS 1.2 in it.",
        failure.detail());
    assertEquals("15" + "0301" + "0002" + "0246", Hex.text(EnginePair.flushed(server)));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("our client refuses the server's flight with protocol_version")
  void clientRefuses(CryptoProvider provider) {
    TlsEngine client = Contexts.client(provider).build().newEngine("www.kaushalz.com");
    EnginePair.flushed(client);
    TlsFailure failure =
        assertFails(
            Alert.PROTOCOL_VERSION,
            Reason.UNSUPPORTED_VERSION,
            () -> client.receive(ByteBuffer.wrap(SERVER_FLIGHT), ByteBuffer.allocate(0)));
    assertTrue(failure.detail().contains("the server chose TLS 1.0"), failure::detail);
    assertTrue(failure.detail().contains("Enable TLS 1.2 on the server"), failure::detail);
    Interference.refusal(client, failure);
  }
}
