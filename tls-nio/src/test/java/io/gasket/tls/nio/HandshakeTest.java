package io.gasket.tls.nio;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P3: the handshake starts by itself, happens once and tells the protocol")
class HandshakeTest {
  @Test
  void aFirstWriteWithoutItWorks() throws IOException {
    Duo duo = new Duo();
    Duo.transfer(duo.client, duo.server, Duo.bytes(10));
    assertEquals("h2", duo.client.shakeHands());
    assertEquals("h2", duo.server.shakeHands());
  }

  @Test
  void aFirstReadWithoutItWorks() throws IOException {
    Duo duo = new Duo();
    ByteBuffer dst = ByteBuffer.allocate(10);
    for (int turn = 0; turn < 10 && !duo.client.connected(); turn++) {
      assertEquals(0, duo.client.read(dst));
      assertEquals(0, duo.server.read(dst));
    }
    Duo.transfer(duo.server, duo.client, Duo.bytes(10));
  }

  @Test
  void askedTwiceItHappensOnce() throws IOException {
    Duo duo = Duo.connected();
    int writes = duo.clientEnd.writes;
    assertEquals("h2", duo.client.shakeHands());
    assertEquals(writes, duo.clientEnd.writes);
    assertSame(duo.client.info(), duo.client.info());
  }

  @Test
  void unfinishedItSaysWhatToWaitFor() throws IOException {
    Duo duo = new Duo();
    assertNull(duo.server.shakeHands());
    assertEquals(OP_READ, duo.server.interestOps());
    assertNull(duo.client.shakeHands());
    assertEquals(OP_READ, duo.client.interestOps());
    assertEquals(0, duo.client.write(ByteBuffer.allocate(1)));
    assertThrows(IllegalStateException.class, duo.client::info);
    assertThrows(NotYetConnectedException.class, duo.client::shutdownOutput);
  }

  @Test
  void whileItsBytesWaitItWantsToWrite() throws IOException {
    Duo duo = new Duo(lower -> new ShapedChannel(lower, () -> 1, () -> 0), lower -> lower);
    assertNull(duo.client.shakeHands());
    assertEquals(OP_WRITE, duo.client.interestOps());
    assertEquals(1, duo.pool.outstanding());
  }

  @Test
  void poolAndClockCannotBeChangedInUse() throws IOException {
    SecurePipeline client = Duo.connected().client;
    assertThrows(IllegalStateException.class, () -> client.withPool(new CountingPool()));
    assertThrows(IllegalStateException.class, () -> client.withClock(() -> 0));
  }
}
