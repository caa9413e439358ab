package io.gasket.tls.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.function.Executable;

/** Counts the bytes that an action allocates on the current thread. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_RUNS = 20;
  private static final int RUNS = 5;

  private Allocations() {}

  /**
   * Bytes allocated by one run of the action, after enough runs to have loaded and linked what it
   * uses: the least of a few runs, since the JVM allocates now and then for itself, as when
   * compiled code is thrown away.
   */
  public static long of(Executable action) throws Throwable {
    return of(action, () -> 0);
  }

  /**
   * As {@link #of(Executable)}, less what somebody else allocated in the same run.
   *
   * @param apart tells how many bytes that was since the start of the program
   */
  public static long of(Executable action, LongSupplier apart) throws Throwable {
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      measure(action, apart);
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      least = Math.min(least, measure(action, apart));
    }
    return least;
  }

  private static long measure(Executable action, LongSupplier apart) throws Throwable {
    long apartBefore = apart.getAsLong();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    action.execute();
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    return bytes - (apart.getAsLong() - apartBefore);
  }
}
