package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Buffers: the caller's of any kind, the pipeline's only while they hold something")
class BuffersTest {
  @Test
  void aShortMessageTakesShortBuffers() throws IOException {
    Duo duo = Duo.connected();
    for (int i = 0; i < 4; i++) {
      Duo.transfer(duo.client, duo.server, Duo.bytes(10));
    }
    duo.pool.largest();
    Duo.transfer(duo.client, duo.server, Duo.bytes(10));
    assertTrue(duo.pool.largest() <= 512);
  }

  @Test
  void readsOfSingleBytes() throws IOException {
    Duo duo = Duo.connected();
    byte[] bytes = Duo.bytes(20_000);
    duo.client.write(ByteBuffer.wrap(bytes));
    for (byte expected : bytes) {
      assertEquals(expected, Duo.receive(duo.server, 1)[0]);
    }
    assertEquals(0, duo.server.read(ByteBuffer.allocate(1)));
    duo.pool.assertSettled();
  }

  @Test
  void severalRecordsInOneRead() throws IOException {
    Duo duo = Duo.connected();
    for (int i = 0; i < 5; i++) {
      duo.client.write(ByteBuffer.wrap(Duo.bytes(100)));
    }
    ByteBuffer received = ByteBuffer.allocate(1_000);
    assertTrue(duo.server.read(received) > 100, "one record at a time");
    while (received.position() < 500) {
      assertTrue(duo.server.read(received) > 0);
    }
    duo.pool.assertSettled();
  }

  @Test
  void scatteringFillsBuffersInTheirOrder() throws IOException {
    Duo duo = Duo.connected();
    byte[] bytes = Duo.bytes(1_000);
    duo.client.write(ByteBuffer.wrap(bytes));
    ByteBuffer all = ByteBuffer.allocate(2_000);
    ByteBuffer[] parts = {
      all.slice(0, 5), all.slice(5, 0), all.slice(5, 95), all.slice(100, 1_900)
    };

    assertEquals(1_000, duo.server.input().read(parts));

    assertArrayEquals(bytes, Arrays.copyOf(all.array(), 1_000));
    assertEquals(900, parts[3].position());
    assertEquals(0, duo.server.input().read(parts, 3, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> duo.server.input().read(parts, 3, 2));
    duo.pool.assertSettled();
  }

  @Test
  void gatheredBuffersShareRecordsAndGoDownInOneWrite() throws IOException {
    Duo duo = Duo.connected();
    byte[] bytes = Duo.bytes(1_000);
    ByteBuffer[] parts = new ByteBuffer[100];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = ByteBuffer.wrap(bytes, 10 * i, 10);
    }
    int writes = duo.clientEnd.writes;

    assertEquals(1_000, duo.client.output().write(parts));

    assertEquals(writes + 1, duo.clientEnd.writes);
    assertEquals(
        duo.client.engine().bytesToSend(1_000), duo.serverEnd.unread().length, "not one record");
    assertArrayEquals(bytes, Duo.receive(duo.server, 2_000));
    duo.pool.assertSettled();
  }

  static Stream<ByteBuffer> kinds() {
    return Stream.of(
        ByteBuffer.allocate(50_000),
        ByteBuffer.allocateDirect(50_000),
        ByteBuffer.allocate(50_100).position(77).slice().limit(50_000),
        ByteBuffer.allocateDirect(50_100).position(77).slice().limit(50_000));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anyKindOfBufferWillDo(ByteBuffer buffer) throws IOException {
    Duo duo = Duo.connected();
    byte[] bytes = Duo.bytes(30_000);
    ByteBuffer source = buffer.put(0, bytes).limit(30_000);
    assertEquals(15_000, duo.client.write(source.asReadOnlyBuffer().limit(15_000)));
    assertEquals(15_000, duo.client.write(source.position(15_000)));
    assertEquals(30_000, source.position());

    ByteBuffer received = buffer.put(0, new byte[30_000]).clear();
    while (received.position() < 30_000) {
      assertTrue(duo.server.read(received) > 0);
    }
    byte[] arrived = new byte[30_000];
    received.flip().get(arrived);
    assertArrayEquals(bytes, arrived);
    duo.pool.assertSettled();
  }

  @Test
  void aPoolOfDirectBuffersWillDo() throws IOException {
    MemoryChannel[] ends = MemoryChannel.pair();
    CountingPool direct = new CountingPool(true);
    SecurePipeline client = SecurePipeline.over(ends[0], Engines.client()).withPool(direct);
    SecurePipeline server = SecurePipeline.over(ends[1], Engines.server()).withPool(direct);
    Duo.transfer(client, server, Duo.bytes(100_000));
    direct.assertSettled();
  }

  @Test
  void readOnlyIsRefusedBeforeAnythingIsRead() throws IOException {
    Duo duo = Duo.connected();
    ByteBuffer readOnly = ByteBuffer.allocate(10).asReadOnlyBuffer();
    assertThrows(IllegalArgumentException.class, () -> duo.client.read(readOnly));
    assertThrows(
        IllegalArgumentException.class,
        () -> duo.client.input().read(new ByteBuffer[] {ByteBuffer.allocate(1), readOnly}));
  }

  @Test
  void emptyBuffersAreNoEnd() throws IOException {
    Duo duo = Duo.connected();
    assertEquals(0, duo.client.read(ByteBuffer.allocate(0)));
    assertEquals(0, duo.client.write(ByteBuffer.allocate(0)));
    assertEquals(0, duo.serverEnd.unread().length);
    duo.pool.assertSettled();
  }
}
