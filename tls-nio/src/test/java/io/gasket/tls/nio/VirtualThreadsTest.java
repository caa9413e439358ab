package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("E4: virtual threads wait in reads and handshakes without pinning their carrier")
class VirtualThreadsTest {
  private static final int CONNECTIONS = 64;

  private final CountingPool pool = new CountingPool();

  @Test
  void aThreadForEachEndOfEachConnection(@TempDir Path folder) throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
    Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    ExecutorService threads = (ExecutorService) factory.invoke(null);
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
      recording.start();
      run(threads);
      recording.stop();
      Path file = folder.resolve("pinned.jfr");
      recording.dump(file);
      long pinnedByUs =
          RecordingFile.readAllEvents(file).stream()
              .filter(event -> event.toString().contains("io.gasket.tls.nio"))
              .peek(event -> System.getLogger("pinned").log(System.Logger.Level.WARNING, event))
              .count();
      assertEquals(0, pinnedByUs);
    } finally {
      threads.shutdownNow();
    }
    pool.assertSettled();
  }

  private void run(ExecutorService threads) throws Exception {
    List<Loopback.Channels> connections = new ArrayList<>();
    List<Future<byte[]>> answers = new ArrayList<>();
    List<Future<?>> echoes = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Loopback.Channels connection = Loopback.channels();
        connections.add(connection);
        answers.add(threads.submit(() -> call(connection)));
      }
      for (Loopback.Channels connection : connections) {
        echoes.add(threads.submit(() -> echo(connection)));
      }
      for (Future<byte[]> answer : answers) {
        assertArrayEquals(Duo.bytes(1_000), answer.get(1, TimeUnit.MINUTES));
      }
      for (Future<?> echo : echoes) {
        echo.get(1, TimeUnit.MINUTES);
      }
    } finally {
      for (Loopback.Channels connection : connections) {
        connection.close();
      }
    }
  }

  private byte[] call(Loopback.Channels connection) throws Exception {
    try (SecurePipeline pipe =
        SecurePipeline.over(connection.client(), Engines.client()).withPool(pool)) {
      byte[] answer = new byte[0];
      for (int round = 0; round < 10; round++) {
        pipe.outputStream().write(Duo.bytes(1_000));
        answer = pipe.inputStream().readNBytes(1_000);
      }
      return answer;
    }
  }

  private Void echo(Loopback.Channels connection) throws Exception {
    try (SecurePipeline pipe =
        SecurePipeline.over(connection.server(), Engines.server()).withPool(pool)) {
      pipe.inputStream().transferTo(pipe.outputStream());
    }
    return null;
  }
}
