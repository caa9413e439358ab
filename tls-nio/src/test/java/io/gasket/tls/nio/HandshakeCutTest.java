package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P6: the end at every offset of a handshake gives exactly one failure, nothing leaks")
class HandshakeCutTest {
  @Test
  void theServersView() throws IOException {
    int offset = 0;
    while (cut(offset, true)) {
      offset++;
    }
    assertTrue(offset > 100, "the handshake ended at " + offset);
  }

  @Test
  void theClientsView() throws IOException {
    int offset = 0;
    while (cut(offset, false)) {
      offset++;
    }
    assertTrue(offset > 100, "the handshake ended at " + offset);
  }

  /** Cuts what one side receives; false when the handshake was done before the cut. */
  private static boolean cut(int offset, boolean atServer) throws IOException {
    UnaryOperator<ByteChannel> ending = lower -> FailingChannel.endingAfter(lower, offset);
    UnaryOperator<ByteChannel> whole = UnaryOperator.identity();
    Duo duo = atServer ? new Duo(whole, ending) : new Duo(ending, whole);
    SecurePipeline cut = atServer ? duo.server : duo.client;
    SecurePipeline peer = atServer ? duo.client : duo.server;

    IOException failure = null;
    String protocol = null;
    for (int turn = 0; turn < 10 && failure == null && protocol == null; turn++) {
      peer.shakeHands();
      try {
        protocol = cut.shakeHands();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (protocol != null) {
      return false;
    }
    assertNotNull(failure, "no end at offset " + offset);
    assertEquals(Reason.CLOSED_DURING_HANDSHAKE, ((TlsFailure) failure).reason());
    assertSame(failure, assertThrows(IOException.class, cut::shakeHands));
    assertSame(failure, assertThrows(IOException.class, () -> cut.read(ByteBuffer.allocate(1))));
    assertSame(failure, cut.engine().failure());
    assertNull(peer.engine().failure());
    peer.close();
    cut.close();
    duo.pool.assertSettled();
    return true;
  }
}
