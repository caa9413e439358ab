package io.gasket.tls.nio;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P2: pipelines can be chained, TLS within TLS")
class ChainTest {
  private final CountingPool pool = new CountingPool();

  private SecurePipeline over(SecurePipeline lower, boolean server) {
    return SecurePipeline.over(lower, server ? Engines.server() : Engines.client()).withPool(pool);
  }

  @Test
  void overChannelsThatNeverWait() throws IOException {
    Duo duo = new Duo(ShapedChannel::stalling, ShapedChannel::stalling);
    SecurePipeline client = over(duo.client, false);
    SecurePipeline server = over(duo.server, true);
    Duo.transfer(client, server, Duo.bytes(100_000));
    Duo.transfer(server, client, Duo.bytes(100_000));
    pool.assertSettled();
    duo.pool.assertSettled();
    client.close();
    assertFalse(duo.client.isOpen());
    ByteBuffer dst = ByteBuffer.allocate(10);
    int n = 0;
    for (int turn = 0; turn < 10 && n == 0; turn++) {
      n = server.read(dst);
    }
    assertEquals(-1, n);
    server.close();
    pool.assertSettled();
    duo.pool.assertSettled();
  }

  @Test
  void itWaitsForWhatTheLowestNeeds() throws IOException {
    boolean[] jammed = {true};
    Duo duo = new Duo(lower -> ShapedChannel.jamming(lower, () -> jammed[0]), lower -> lower);
    SecurePipeline client = over(duo.client, false);
    SecurePipeline server = over(duo.server, true);
    assertNull(client.shakeHands());
    assertEquals(OP_WRITE, client.interestOps(), "the lower hello waits");
    jammed[0] = false;
    assertNull(client.shakeHands());
    assertEquals(OP_READ, client.interestOps(), "the lower answer is due");
    Duo.transfer(client, server, Duo.bytes(10));

    jammed[0] = true;
    assertEquals(10, client.write(ByteBuffer.allocate(10)));
    assertFalse(client.flush());
    assertEquals(OP_READ | OP_WRITE, client.interestOps());
    jammed[0] = false;
    assertTrue(client.flush());
    assertEquals(OP_READ, client.interestOps());
  }

  @Test
  void overBlockingSockets() throws Exception {
    try (Loopback.Sockets sockets = Loopback.sockets()) {
      Background<byte[]> answer =
          Background.run(
              () -> {
                try (SecurePipeline pipe =
                    over(SecurePipeline.over(sockets.server(), Engines.server()), true)) {
                  return pipe.inputStream().readAllBytes();
                }
              });
      try (SecurePipeline pipe =
          over(SecurePipeline.over(sockets.client(), Engines.client()), false)) {
        pipe.outputStream().write(Duo.bytes(100_000));
      }
      assertArrayEquals(Duo.bytes(100_000), answer.result());
    }
    pool.assertSettled();
  }
}
