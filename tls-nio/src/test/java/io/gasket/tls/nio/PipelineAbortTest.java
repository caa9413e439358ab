package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pipeline ended with an alert of the application's choosing")
class PipelineAbortTest {
  private final ByteBuffer dst = ByteBuffer.allocate(1_000);

  private static void assertSeen(Alert alert, SecurePipeline peer, ByteBuffer dst) {
    TlsFailure seen = assertThrows(TlsFailure.class, () -> peer.read(dst));
    assertEquals(alert, seen.alert());
    assertEquals(TlsFailure.Origin.PEER, seen.origin());
  }

  @Test
  @DisplayName("connected: the peer sees the alert, every later call the failure")
  void connected() throws IOException {
    Duo duo = Duo.connected();
    duo.server.abort(Alert.ACCESS_DENIED, "not on the list");
    TlsFailure failure = assertThrows(TlsFailure.class, () -> duo.server.read(dst));
    assertEquals(Reason.APPLICATION_REFUSED, failure.reason());
    assertEquals("not on the list", failure.detail());
    assertSame(failure, assertThrows(TlsFailure.class, () -> duo.server.write(dst)));
    assertSame(failure, assertThrows(TlsFailure.class, duo.server::shakeHands));
    assertFalse(duo.server.isOpen());
    assertFalse(duo.serverEnd.isOpen(), "the lower channel stays open");
    assertSeen(Alert.ACCESS_DENIED, duo.client, dst);
    duo.server.abort(Alert.INTERNAL_ERROR, "again");
    assertSame(failure, assertThrows(TlsFailure.class, duo.server::flush));
    duo.server.close();
    duo.client.close();
    duo.pool.assertSettled();
  }

  @Test
  @DisplayName("between steps of the handshake: the peer sees the alert")
  void inTheHandshake() throws IOException {
    Duo duo = new Duo();
    duo.client.shakeHands();
    duo.client.abort(Alert.USER_CANCELED, "the user gave up");
    TlsFailure seen = assertThrows(TlsFailure.class, () -> duo.server.shakeHands());
    assertEquals(Alert.USER_CANCELED, seen.alert());
    assertEquals(TlsFailure.Origin.PEER, seen.origin());
    assertEquals(
        Reason.APPLICATION_REFUSED,
        assertThrows(TlsFailure.class, duo.client::shakeHands).reason());
    duo.server.close();
    duo.pool.assertSettled();
  }

  @Test
  @DisplayName("before any use: the alert is all that is sent")
  void beforeUse() throws IOException {
    Duo duo = new Duo();
    duo.client.abort(Alert.INTERNAL_ERROR, "never mind");
    assertEquals(7, duo.serverEnd.unread().length);
    assertEquals(21, duo.serverEnd.unread()[0]);
    duo.server.close();
    duo.pool.assertSettled();
  }

  @Test
  @DisplayName("after close it does nothing; close_notify is no alert to end with")
  void afterClose() throws IOException {
    Duo duo = Duo.connected();
    assertThrows(IllegalArgumentException.class, () -> duo.client.abort(Alert.CLOSE_NOTIFY, "bye"));
    assertTrue(duo.client.isOpen());
    duo.client.close();
    duo.client.abort(Alert.ACCESS_DENIED, "late");
    assertThrows(ClosedChannelException.class, () -> duo.client.read(dst));
    assertEquals(-1, duo.server.read(dst));
    duo.server.close();
    duo.pool.assertSettled();
  }

  @Test
  @DisplayName("from another thread it wakes a reader, and the peer sees the alert")
  void wakesAReader() throws Exception {
    try (Loopback.Channels channels = Loopback.channels()) {
      SecurePipeline client = SecurePipeline.over(channels.client(), Engines.client());
      SecurePipeline server = SecurePipeline.over(channels.server(), Engines.server());
      Background<String> hands = Background.run(server::shakeHands);
      client.shakeHands();
      hands.result();
      Background<Integer> read = Background.run(() -> server.read(ByteBuffer.allocate(10)));
      read.awaitIn("Lower", "read");
      Background<TlsFailure> peer =
          Background.run(() -> assertThrows(TlsFailure.class, () -> client.read(dst)));
      server.abort(Alert.ACCESS_DENIED, "revoked meanwhile");
      assertEquals(
          Reason.APPLICATION_REFUSED, assertThrows(TlsFailure.class, read::result).reason());
      assertEquals(Alert.ACCESS_DENIED, peer.result().alert());
      client.close();
      server.close();
    }
  }

  @Test
  @DisplayName("while another thread waits in the handshake both see the connection closed")
  void whileTheHandshakeWaits() throws Exception {
    try (Loopback.Channels channels = Loopback.channels()) {
      SecurePipeline client = SecurePipeline.over(channels.client(), Engines.client());
      Background<String> hands = Background.run(client::shakeHands);
      hands.awaitIn("Lower", "read");
      client.abort(Alert.USER_CANCELED, "enough");
      assertThrows(AsynchronousCloseException.class, hands::result);
      assertThrows(AsynchronousCloseException.class, () -> client.read(dst));
      assertFalse(client.isOpen());
    }
  }
}
