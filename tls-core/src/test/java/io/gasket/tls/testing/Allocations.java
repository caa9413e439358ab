package io.gasket.tls.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.function.Executable;

/** Counts the bytes that an action allocates on the current thread. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_RUNS = 20;

  private Allocations() {}

  /**
   * Bytes allocated by one run of the action, after enough runs to have loaded and linked what it
   * uses.
   */
  public static long of(Executable action) throws Throwable {
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      measure(action);
    }
    return measure(action);
  }

  private static long measure(Executable action) throws Throwable {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    action.execute();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
