package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.testing.Allocations;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pipeline adds no garbage to what the engine's ciphers make of their own accord: a message
 * through two pipelines allocates what the same message through their two engines alone does.
 */
class GarbageTest {
  @ParameterizedTest(name = "no garbage of its own for messages of {0} bytes")
  @ValueSource(ints = {10, 1_000, 16_000})
  void addsNone(int length) throws Throwable {
    MemoryChannel[] ends = MemoryChannel.pair();
    SecurePipeline client = SecurePipeline.over(ends[0], Engines.client());
    SecurePipeline server = SecurePipeline.over(ends[1], Engines.server());
    Duo.transfer(client, server, Duo.bytes(10));
    ByteBuffer source = ByteBuffer.allocate(length);
    ByteBuffer received = ByteBuffer.allocate(length);
    ByteBuffer net = ByteBuffer.allocate(TlsEngine.MAX_RECORD);

    long byEngines =
        Allocations.of(
            () -> {
              client.engine().send(source.clear(), net.clear());
              server.engine().receive(net.flip(), received.clear());
            });
    long byPipelines = Allocations.of(() -> send(client, source, server, received));

    assertEquals(byEngines, byPipelines);
  }

  private static void send(
      SecurePipeline from, ByteBuffer source, SecurePipeline to, ByteBuffer received)
      throws IOException {
    from.write(source.clear());
    received.clear();
    while (received.hasRemaining()) {
      to.read(received);
    }
  }
}
