package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@EachProvider
@DisplayName("After the handshake one thread may read while another writes")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoThreadsTest {
  private static final int RECORDS = 100_000;
  private static final int BATCH = 100;
  private static final int ROOM = 100 * BATCH;
  private static final byte[] END = {};

  private final CryptoProvider crypto;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  TwoThreadsTest(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private EnginePair pair() throws TlsFailure {
    return EnginePair.of(
            Contexts.client(crypto).build(), Contexts.server(crypto).build(), BufferKind.HEAP)
        .shakeHands();
  }

  /** A connection below that holds some segments. */
  private static BlockingQueue<byte[]> wire() {
    return new ArrayBlockingQueue<>(10);
  }

  /** Sends numbered records, then close_notify. */
  private static Callable<Integer> writer(TlsEngine engine, BlockingQueue<byte[]> wire) {
    return () -> {
      ByteBuffer app = ByteBuffer.allocate(Integer.BYTES);
      ByteBuffer net = ByteBuffer.allocate(ROOM);
      for (int i = 0; i < RECORDS; i++) {
        app.clear().putInt(i).flip();
        engine.send(app, net);
        assertEquals(0, app.remaining());
        if (i % BATCH == BATCH - 1) {
          wire.put(Arrays.copyOf(net.array(), net.position()));
          net.clear();
        }
      }
      engine.close();
      wire.put(EnginePair.flushed(engine));
      wire.put(END);
      return RECORDS;
    };
  }

  /** Receives and checks the numbers up to the peer's close_notify. */
  private static Callable<Integer> reader(TlsEngine engine, BlockingQueue<byte[]> wire) {
    return () -> {
      ByteBuffer app = ByteBuffer.allocate(ROOM);
      int seen = 0;
      for (byte[] net = wire.take(); net != END; net = wire.take()) {
        engine.receive(ByteBuffer.wrap(net), app.clear());
        for (app.flip(); app.hasRemaining(); seen++) {
          assertEquals(seen, app.getInt());
        }
      }
      assertTrue((engine.needs() & TlsEngine.INPUT_CLOSED) != 0);
      engine.endOfInput();
      return seen;
    };
  }

  private static <T> T get(Future<T> future) throws Exception {
    try {
      return future.get(100, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  @Test
  @DisplayName("100 000 records each way at once come out whole and in order, up to both closings")
  void bothWays() throws Exception {
    EnginePair pair = pair();
    BlockingQueue<byte[]> toServer = wire();
    BlockingQueue<byte[]> toClient = wire();
    Future<Integer> fromClient = threads.submit(writer(pair.client(), toServer));
    Future<Integer> fromServer = threads.submit(writer(pair.server(), toClient));
    Future<Integer> atServer = threads.submit(reader(pair.server(), toServer));
    Future<Integer> atClient = threads.submit(reader(pair.client(), toClient));
    assertEquals(RECORDS, get(fromClient));
    assertEquals(RECORDS, get(fromServer));
    assertEquals(RECORDS, get(atServer));
    assertEquals(RECORDS, get(atClient));
  }

  @Test
  @DisplayName(
      "a failure of the reading half stops the writing one, whose last record is the alert")
  void failureCrosses() throws Exception {
    EnginePair pair = pair();
    TlsEngine server = pair.server();
    BlockingQueue<byte[]> toClient = wire();
    Future<TlsFailure> writing =
        threads.submit(
            () -> {
              ByteBuffer net = ByteBuffer.allocate(ROOM);
              try {
                while (true) {
                  server.send(ByteBuffer.allocate(50), net.clear());
                  toClient.put(Arrays.copyOf(net.array(), net.position()));
                }
              } catch (TlsFailure e) {
                toClient.put(EnginePair.flushed(server));
                toClient.put(END);
                return e;
              }
            });
    Future<TlsFailure> hearing =
        threads.submit(
            () -> {
              ByteBuffer app = ByteBuffer.allocate(ROOM);
              for (byte[] net = toClient.take(); net != END; net = toClient.take()) {
                pair.client().receive(ByteBuffer.wrap(net), app.clear());
              }
              throw new AssertionError("no alert came");
            });
    byte[] record = pair.sealed(pair.client(), new byte[1]);
    record[record.length - 1] ^= 1;
    TlsFailure failure = assertThrows(TlsFailure.class, () -> pair.deliver(record, server));
    assertEquals(Reason.RECORD_NOT_AUTHENTIC, failure.reason());
    assertSame(failure, get(writing));
    ExecutionException heard =
        assertThrows(ExecutionException.class, () -> hearing.get(100, TimeUnit.SECONDS));
    assertEquals(Alert.BAD_RECORD_MAC, ((TlsFailure) heard.getCause()).alert());
    Refusals.assertStaysFailed(server, failure);
  }
}
