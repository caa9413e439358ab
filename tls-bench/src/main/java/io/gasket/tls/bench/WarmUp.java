package io.gasket.tls.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Warms code up by CPU time, before JMH does by the clock on the wall: on a machine that others use
 * too, an iteration of a second may be no more than a tenth of it, and leave the code cold.
 */
final class WarmUp {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long CPU_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int BATCH = 16;

  private WarmUp() {}

  /** What is to be measured. */
  interface Operation {
    /** Does it once. */
    void run() throws IOException;
  }

  /** Runs an operation for two seconds of this thread's CPU time. */
  static void run(Operation operation) throws IOException {
    long end = THREADS.getCurrentThreadCpuTime() + CPU_NANOS;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      for (int i = 0; i < BATCH; i++) {
        operation.run();
      }
    }
  }
}
