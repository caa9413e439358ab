package io.gasket.tls;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EachProvider
@DisplayName("An application picks, declines or refuses by the ClientHello")
record ClientHelloChoiceTest(CryptoProvider crypto) {
  private static final int SNI = ExtensionType.SERVER_NAME;
  private static final int ALPN = ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;

  /** A server that knows localhost by an EC key and anybody else by an RSA key. */
  private ServerContextBuilder server(Consumer<ClientHelloOperation> hook) {
    return Contexts.emptyServer(crypto)
        .credential("localhost", TestPki.server(KeyKind.EC_P256))
        .credential(TestPki.server(KeyKind.RSA_2048))
        .applicationProtocols("h2", "http/1.1")
        .onClientHello(hook);
  }

  private SecurityContext client() {
    return Contexts.client(crypto).applicationProtocols("http/1.1", "h2").build();
  }

  private ExtensionBlock answers(Consumer<ClientHelloOperation> hook) throws TlsFailure {
    Interference between = new Interference(client(), server(hook).build()).toServer();
    return ServerHello.read(Interference.sent(between.server()).get(0).body()).extensions();
  }

  private EnginePair shakeHands(Consumer<ClientHelloOperation> hook) throws TlsFailure {
    return EnginePair.of(client(), server(hook).build(), BufferKind.HEAP).shakeHands();
  }

  private static String keyOf(EnginePair pair) {
    return pair.client().info().peerCertificates().get(0).getPublicKey().getAlgorithm();
  }

  @Test
  @DisplayName("left alone, a hello is answered as the context has it")
  void unchanged() throws TlsFailure {
    ExtensionBlock answers = answers(ClientHelloOperation::proceed);
    assertEquals("", Hex.text(answers.find(SNI).body()));
    assertEquals("0003026832", Hex.text(answers.find(ALPN).body()));
  }

  @Test
  @DisplayName("the name declined: not acknowledged, and the default credential answers")
  void nameDeclined() throws TlsFailure {
    Consumer<ClientHelloOperation> hook = hello -> hello.ignoreServerName().proceed();
    assertNull(answers(hook).find(SNI));
    EnginePair pair = shakeHands(hook);
    assertEquals("RSA", keyOf(pair));
    assertEquals(Optional.empty(), pair.server().info().serverName());
    assertEquals(Optional.of("localhost"), pair.client().info().serverName());
  }

  @Test
  @DisplayName("another name picked: its credential answers, and the name is acknowledged")
  void namePicked() throws TlsFailure {
    Consumer<ClientHelloOperation> hook =
        hello -> {
          assertEquals(Optional.of("www.example.org"), hello.serverName());
          hello.useServerName("LOCALHOST").proceed();
        };
    EnginePair pair =
        new EnginePair(
                client().newEngine("www.example.org"),
                server(hook).build().newEngine(),
                BufferKind.HEAP)
            .shakeHands();
    assertEquals("EC", keyOf(pair));
    assertEquals(Optional.of("localhost"), pair.server().info().serverName());
  }

  @Test
  @DisplayName("a name that refuseUnknownNames refuses is served when the application declines it")
  void unknownNameDeclined() throws TlsFailure {
    SecurityContext strict =
        server(hello -> hello.ignoreServerName().proceed()).refuseUnknownNames(true).build();
    EnginePair pair =
        new EnginePair(client().newEngine("www.example.org"), strict.newEngine(), BufferKind.HEAP)
            .shakeHands();
    assertEquals("RSA", keyOf(pair));
  }

  @Test
  @DisplayName("a protocol picked (RFC 7301 3.2)")
  void protocolPicked() throws TlsFailure {
    EnginePair pair = shakeHands(hello -> hello.useApplicationProtocols("http/1.1").proceed());
    assertEquals("http/1.1", pair.client().info().applicationProtocol());
    assertEquals("http/1.1", pair.server().info().applicationProtocol());
  }

  @Test
  @DisplayName("ALPN declined: not answered, and the handshake goes on without a protocol")
  void protocolsDeclined() throws TlsFailure {
    Consumer<ClientHelloOperation> hook = hello -> hello.useApplicationProtocols().proceed();
    assertNull(answers(hook).find(ALPN));
    assertEquals("", shakeHands(hook).client().info().applicationProtocol());
  }

  @Test
  @DisplayName("a protocol that the client does not offer: no_application_protocol")
  void protocolNotOffered() {
    EnginePair pair =
        EnginePair.of(
            client(),
            server(hello -> hello.useApplicationProtocols("h3").proceed()).build(),
            BufferKind.HEAP);
    assertFails(Alert.NO_APPLICATION_PROTOCOL, Reason.NO_COMMON_PROTOCOL, pair::shakeHands);
  }

  @ParameterizedTest
  @EnumSource(
      value = Alert.class,
      names = {"UNRECOGNIZED_NAME", "NO_APPLICATION_PROTOCOL", "ACCESS_DENIED", "INTERNAL_ERROR"})
  @DisplayName("refused with the alert of the application's choosing, which the client sees")
  void refused(Alert alert) {
    EnginePair pair =
        EnginePair.of(
            client(), server(hello -> hello.refuse(alert, "not today")).build(), BufferKind.HEAP);
    TlsFailure failure = assertFails(alert, Reason.APPLICATION_REFUSED, pair::shakeHands);
    assertEquals("not today", failure.detail());
    byte[] sent = EnginePair.flushed(pair.server());
    TlsFailure seen = assertThrows(TlsFailure.class, () -> pair.deliver(sent, pair.client()));
    assertEquals(alert, seen.alert());
  }

  @Test
  @DisplayName("close_notify is no alert to refuse with; the hello can be answered after that")
  void closeNotifyIsNoRefusal() throws TlsFailure {
    EnginePair pair =
        shakeHands(
            hello -> {
              assertThrows(
                  IllegalArgumentException.class, () -> hello.refuse(Alert.CLOSE_NOTIFY, "bye"));
              hello.proceed();
              assertFalse(hello.refuse(Alert.ACCESS_DENIED, "too late"));
            });
    assertEquals("h2", pair.client().info().applicationProtocol());
  }

  @Test
  @DisplayName("all that the client offers is there to decide by")
  void offer() throws TlsFailure {
    EnginePair pair =
        shakeHands(
            hello -> {
              ClientHelloFacts facts = hello.clientHello();
              assertEquals(Optional.of("localhost"), facts.serverName());
              assertEquals(0x0303, facts.version());
              hello.proceed();
            });
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    assertEquals(Optional.empty(), pair.server().info().clientHello(), "kept only when asked to");
  }
}
