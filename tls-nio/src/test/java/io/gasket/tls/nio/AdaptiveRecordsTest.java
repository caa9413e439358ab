package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.record.AdaptiveRecords;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.SentRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Adaptive records of a pipeline, which tells its engine the time")
class AdaptiveRecordsTest {
  private static final long SECOND = 1_000_000_000;
  private static final AdaptiveRecords POLICY =
      new AdaptiveRecords(1_000, 1_500, Duration.ofSeconds(1));

  private final AtomicLong clock = new AtomicLong();
  private final MemoryChannel[] ends = MemoryChannel.pair();
  private final TlsEngine engine =
      Contexts.client(CryptoProviders.standard())
          .adaptiveRecords(POLICY)
          .build()
          .newEngine("localhost");

  private List<Integer> written(SecurePipeline pipe, int length) throws IOException {
    byte[] earlier = ends[1].unread();
    assertEquals(0, earlier.length);
    assertEquals(length, pipe.write(ByteBuffer.allocate(length)));
    byte[] net = ends[1].unread();
    ends[1].read(ByteBuffer.allocate(net.length));
    return SentRecords.plaintexts(net, engine);
  }

  @Test
  @DisplayName("small at first, full later, and small again after a pause by the pipeline's clock")
  void pause() throws IOException {
    SecurePipeline client = SecurePipeline.over(ends[0], engine).withClock(clock::get);
    SecurePipeline server = SecurePipeline.over(ends[1], Engines.server());
    assertNull(client.shakeHands());
    assertNull(server.shakeHands());
    assertNull(client.shakeHands());
    assertNotNull(server.shakeHands());
    assertNotNull(client.shakeHands());
    int small = 1_000 - 5 - engine.info().suite().cipher().overhead();
    assertEquals(List.of(small, small, 4_000), written(client, 2 * small + 4_000));
    clock.addAndGet(SECOND - 1);
    assertEquals(List.of(4_000), written(client, 4_000));
    clock.addAndGet(SECOND);
    assertEquals(List.of(small, small, 100), written(client, 2 * small + 100));
  }
}
