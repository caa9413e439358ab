package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("A renegotiation is bound to the handshake before it (RFC 5746 3.5, 3.7)")
record RenegotiationJudgedTest(CryptoProvider crypto) {
  private static final int INFO = ExtensionType.RENEGOTIATION_INFO;

  private ScriptedClient client() throws TlsFailure {
    return ScriptedClient.of(
            Contexts.server(crypto).renegotiation(Renegotiation.upTo(2)).build(), crypto)
        .shakeHands()
        .renegotiating();
  }

  /** A server that does not need to signal it, so that what a renegotiation wants shows. */
  private ScriptedServer server() throws TlsFailure {
    ScriptedServer server =
        ScriptedServer.of(
                Contexts.client(crypto)
                    .renegotiation(Renegotiation.upTo(2))
                    .requireSecureRenegotiation(false)
                    .build(),
                crypto)
            .shakeHands()
            .renegotiating();
    server.engine().renegotiate();
    return server;
  }

  /** Wrong bodies that are made of the right one. */
  private static List<byte[]> wrong(byte[] right) {
    List<byte[]> wrong = new ArrayList<>();
    for (int i = 1; i < right.length; i++) {
      byte[] flipped = right.clone();
      flipped[i] ^= 1;
      wrong.add(flipped);
    }
    for (int length : new int[] {0, 11, 12, 13, 23, 24, 25, 36}) {
      if (length != right.length - 1) {
        byte[] other = Arrays.copyOf(right, length + 1);
        other[0] = (byte) length;
        wrong.add(other);
      }
    }
    return wrong;
  }

  private void refused(ScriptedClient client, ClientHello hello) {
    assertRefuses(
        client,
        Alert.HANDSHAKE_FAILURE,
        Reason.BAD_RENEGOTIATION_INFO,
        () -> client.say(hello.encode()));
  }

  @Test
  @DisplayName("RFC 5746 3.7: a client with any other value: handshake_failure")
  void wrongOfClient() throws TlsFailure {
    int tried = 0;
    for (byte[] body : wrong(client().hello().extensions().find(INFO).body())) {
      ScriptedClient client = client();
      // The value differs on each connection, its form does not: the change is made anew.
      byte[] right = client.hello().extensions().find(INFO).body();
      byte[] wrong = wrong(right).get(tried++);
      assertEquals(body.length, wrong.length);
      refused(client, Hellos.with(client.hello(), Hellos.replacing(INFO, wrong)));
    }
    assertTrue(tried > 12);
  }

  @Test
  @DisplayName("RFC 5746 3.7: a client without the extension: handshake_failure")
  void missingOfClient() throws TlsFailure {
    ScriptedClient client = client();
    refused(client, Hellos.with(client.hello(), Hellos.without(INFO)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("RFC 5746 3.7: a client with the signalling suite value: handshake_failure")
  void signallingValue(boolean alone) throws TlsFailure {
    ScriptedClient client = client();
    UnaryOperator<ExtensionBlock> change = alone ? Hellos.without(INFO) : same -> same;
    refused(
        client,
        Hellos.with(
            Hellos.withSuites(
                client.hello(),
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.code(),
                CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV),
            change));
  }

  @Test
  @DisplayName("RFC 5746 3.5: a server with any other value: handshake_failure")
  void wrongOfServer() throws TlsFailure {
    ScriptedServer first = server();
    first.readHello();
    int count = wrong(first.hello().extensions().find(INFO).body()).size();
    assertTrue(count > 24);
    for (int i = 0; i < count; i++) {
      ScriptedServer server = server();
      server.readHello();
      byte[] right = server.hello().extensions().find(INFO).body();
      byte[] body = wrong(right).get(i);
      assertRefuses(
          server,
          Alert.HANDSHAKE_FAILURE,
          Reason.BAD_RENEGOTIATION_INFO,
          () -> server.say(Hellos.with(server.hello(), Hellos.replacing(INFO, body)).encode()));
    }
  }

  @Test
  @DisplayName("RFC 5746 3.5: a server without the extension, also where it may lack it at first")
  void missingOfServer() throws TlsFailure {
    ScriptedServer server = server();
    server.readHello();
    TlsFailure failure =
        assertRefuses(
            server,
            Alert.HANDSHAKE_FAILURE,
            Reason.BAD_RENEGOTIATION_INFO,
            () -> server.say(Hellos.with(server.hello(), Hellos.without(INFO)).encode()));
    assertTrue(failure.detail().contains("RFC 5746 3.5"), failure::detail);
  }

  @Test
  @DisplayName("RFC 5746 3.5: our client sends its own value, and not the suite value")
  void sentByClient() throws TlsFailure {
    ScriptedServer server = server();
    ClientHello hello = server.readHello();
    assertEquals(13, hello.extensions().find(INFO).body().length);
    assertTrue(!hello.offers(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV));
  }

  @Test
  @DisplayName("twice in a row, each bound to the one before")
  void twice() throws TlsFailure {
    ScriptedClient client = client().shakeHands().renegotiating().shakeHands();
    assertEquals(5, client.send(23, new byte[5]).length);
    ScriptedServer server = server().shakeHands().renegotiating();
    server.engine().renegotiate();
    server.shakeHands();
    assertEquals(5, server.send(23, new byte[5]).length);
  }

  @Test
  @DisplayName("RFC 5746 4.4: one that does not signal it is not renegotiated with")
  void withoutSecure() throws TlsFailure {
    ScriptedClient client =
        ScriptedClient.of(
            Contexts.server(crypto).renegotiation(Renegotiation.upTo(2)).build(), crypto);
    client.shakeHands(Hellos.with(client.hello(), Hellos.without(INFO)));
    client.renegotiating().say(client.hello().encode());
    assertEquals(List.of("warning no_renegotiation(100)"), client.alerts());
    assertThrows(IllegalStateException.class, client.engine()::renegotiate);
  }
}
