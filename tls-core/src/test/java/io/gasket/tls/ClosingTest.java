package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.ScriptedClient;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EachProvider
@DisplayName("What the end of one direction means for the other (RFC 5246 7.2.1)")
record ClosingTest(CryptoProvider crypto) {
  private ScriptedClient connected(Closing closing) throws TlsFailure {
    return ScriptedClient.of(
            Contexts.server(crypto).closing(closing).renegotiation(Renegotiation.upTo(1)).build(),
            crypto)
        .shakeHands();
  }

  @Test
  @DisplayName("close_notify answered at once: nothing more is sent, and secrets go")
  void answersAtOnce() throws TlsFailure {
    ScriptedClient client = connected(Closing.DEFAULT.answeringAtOnce(true));
    TlsEngine server = client.engine();
    client.alert(1, 0);
    assertTrue((server.needs() & TlsEngine.NEEDS_OUTPUT) != 0);
    assertThrows(
        IllegalStateException.class,
        () -> server.send(ByteBuffer.allocate(1), ByteBuffer.allocate(100)));
    assertEquals(List.of("warning close_notify(0)"), client.alerts());
    assertEquals(
        TlsEngine.CONNECTED | TlsEngine.INPUT_CLOSED | TlsEngine.OUTPUT_CLOSED, server.needs());
    assertThrows(IllegalStateException.class, server::tlsUnique);
    server.close();
    assertEquals(List.of(), client.alerts());
    assertNull(server.failure());
  }

  @Test
  @DisplayName("close_notify as an answer to ours is not answered again")
  void answered() throws TlsFailure {
    ScriptedClient client = connected(Closing.DEFAULT.answeringAtOnce(true));
    client.engine().close();
    assertEquals(List.of("warning close_notify(0)"), client.alerts());
    client.alert(1, 0);
    assertEquals(List.of(), client.alerts());
  }

  @Test
  @DisplayName("truncation tolerated: an end between records is a clean one, and sending goes on")
  void tolerates() throws TlsFailure {
    ScriptedClient client = connected(Closing.DEFAULT.toleratingTruncation(true));
    TlsEngine server = client.engine();
    client.send(ContentType.APPLICATION_DATA, new byte[3]);
    server.endOfInput();
    server.endOfInput();
    assertEquals(TlsEngine.CONNECTED | TlsEngine.INPUT_CLOSED, server.needs());
    assertEquals(
        0, server.receive(ByteBuffer.allocate(9), ByteBuffer.allocate(9)), "nothing is read");
    ByteBuffer net = ByteBuffer.allocate(100);
    assertEquals(2, server.send(ByteBuffer.allocate(2), net));
    server.close();
    client.read(Arrays.copyOf(net.array(), net.position()));
    assertEquals(List.of("warning close_notify(0)"), client.alerts());
  }

  @Test
  @DisplayName("an end inside a record is a truncation all the same")
  void insideRecord() throws TlsFailure {
    for (int length : new int[] {1, 5, 6, 26}) {
      ScriptedClient client = connected(Closing.DEFAULT.toleratingTruncation(true));
      byte[] record = client.sealed(ContentType.APPLICATION_DATA, new byte[3]);
      client.deliver(Arrays.copyOf(record, length));
      assertTruncated(client);
    }
  }

  @Test
  @DisplayName("so is one in a renegotiation")
  void inRenegotiation() throws TlsFailure {
    ScriptedClient client = connected(Closing.DEFAULT.toleratingTruncation(true));
    client.renegotiating().clientHello();
    assertTruncated(client);
  }

  private static void assertTruncated(ScriptedClient client) {
    TlsFailure failure = assertThrows(TlsFailure.class, client.engine()::endOfInput);
    assertEquals(Reason.TRUNCATED, failure.reason());
  }

  @Test
  @DisplayName("in the first handshake an end is a failure whatever the policy")
  void inHandshake() {
    TlsEngine server =
        Contexts.server(crypto)
            .closing(Closing.DEFAULT.toleratingTruncation(true))
            .build()
            .newEngine();
    TlsFailure failure = assertThrows(TlsFailure.class, server::endOfInput);
    assertEquals(Reason.CLOSED_DURING_HANDSHAKE, failure.reason());
  }
}
