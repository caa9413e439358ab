package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("E4: many connections on one thread and a selector of one's own")
class SelectorTest {
  private static final int CLIENTS = 64;
  private static final int ROUNDS = 20;

  private final CountingPool pool = new CountingPool();
  private Selector selector;
  private int open;
  private int finished;
  private int turns;

  /** What one connection does when its channel is ready. */
  private interface Party {
    SecurePipeline pipe();

    void turn() throws IOException;
  }

  /** Sends back whatever comes, until the end. */
  private record Echo(SecurePipeline pipe, ByteBuffer buffer) implements Party {
    @Override
    public void turn() throws IOException {
      int n;
      do {
        n = pipe.read(buffer);
        pipe.write(buffer.flip());
        buffer.compact();
      } while (n > 0);
      pipe.flush();
      if (n < 0) {
        pipe.close();
      }
    }
  }

  /** Sends messages of 1 to 100 bytes and checks their echo. */
  private final class Caller implements Party {
    final SecurePipeline pipe;
    final Random random;
    final ByteBuffer answer = ByteBuffer.allocate(100);
    ByteBuffer message = ByteBuffer.allocate(0);
    int rounds;

    Caller(SecurePipeline pipe, long seed) {
      this.pipe = pipe;
      this.random = new Random(seed);
    }

    @Override
    public SecurePipeline pipe() {
      return pipe;
    }

    @Override
    public void turn() throws IOException {
      while (true) {
        if (answer.position() == message.limit()) {
          assertEquals(message.flip(), answer.flip());
          if (rounds++ == ROUNDS) {
            finished++;
            pipe.close();
            return;
          }
          byte[] bytes = new byte[1 + random.nextInt(100)];
          random.nextBytes(bytes);
          message = ByteBuffer.wrap(bytes);
          answer.clear();
        }
        int moved = pipe.write(message) + pipe.read(answer);
        if (moved == 0) {
          pipe.flush();
          return;
        }
      }
    }
  }

  @Test
  void sixtyFourClientsAndTheirServer() throws IOException {
    try (Selector opened = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      selector = opened;
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CLIENTS);
      for (int i = 0; i < CLIENTS; i++) {
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        client.configureBlocking(false);
        register(
            client, new Caller(SecurePipeline.over(client, Engines.client()).withPool(pool), i));
        SocketChannel server = listener.accept();
        server.configureBlocking(false);
        register(
            server,
            new Echo(
                SecurePipeline.over(server, Engines.server()).withPool(pool),
                ByteBuffer.allocate(64)));
      }
      while (open > 0) {
        assertTrue(selector.select(60_000) > 0, "nobody moves");
        for (SelectionKey key : selector.selectedKeys()) {
          turn(key);
        }
        selector.selectedKeys().clear();
        // Between its turns no connection of this quick exchange holds anything.
        pool.assertSettled();
      }
    }
    assertEquals(CLIENTS, finished);
    // A hello, a flight or a message each needs a turn or two; a loop that spins takes thousands.
    assertTrue(turns < CLIENTS * (ROUNDS + 10) * 4, turns + " turns");
  }

  private void register(SocketChannel channel, Party party) throws IOException {
    open++;
    turn(channel.register(selector, 0, party));
  }

  private void turn(SelectionKey key) throws IOException {
    turns++;
    Party party = (Party) key.attachment();
    party.turn();
    if (key.isValid()) {
      key.interestOps(party.pipe().interestOps());
    } else {
      open--;
    }
  }
}
