package io.gasket.tls.bench.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Facts of this machine and this JVM. */
public final class Machine {
  /** Descriptors of a process beside its connections: jars, selectors, pipes. */
  private static final int OTHER_DESCRIPTORS = 100;

  private static final int MOST_COLLECTIONS = 20;

  /** What other threads of the JVM take and leave between two looks. */
  private static final int NOISE_BYTES = 4_096;

  /** For finalizers, which some libraries still have. */
  private static final long PAUSE_MILLIS = 50;

  private Machine() {}

  /** Java, processors and how busy they are: figures mean little without. */
  public static String text() {
    return String.format(
        Locale.ROOT,
        "Java %s, %d processors, load average %.1f",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** CPU time of all threads of this process, in nanoseconds. */
  public static long processCpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Bytes of the heap that are in use after everything unreachable has been collected. */
  public static long settledHeap() throws InterruptedException {
    long before = Long.MAX_VALUE;
    long now = collectedHeap();
    for (int i = 1; i < MOST_COLLECTIONS && before - now > NOISE_BYTES; i++) {
      Thread.sleep(PAUSE_MILLIS);
      before = now;
      now = collectedHeap();
    }
    return now;
  }

  private static long collectedHeap() {
    System.gc();
    return usedHeap();
  }

  /** Bytes of the heap in use, garbage included. */
  public static long usedHeap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Checks that a process may hold so many connections.
   *
   * @throws ProgramFailure that says how to raise the limit
   */
  public static void requireDescriptors(int connections) throws ProgramFailure {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      requireDescriptors(connections, unix.getMaxFileDescriptorCount());
    }
  }

  static void requireDescriptors(int connections, long allowed) throws ProgramFailure {
    long needed = (long) connections + OTHER_DESCRIPTORS;
    if (allowed < needed) {
      throw new ProgramFailure(
          connections
              + " connections need "
              + needed
              + " file descriptors in each of two processes, and "
              + allowed
              + " are allowed: raise the limit by \"ulimit -n "
              + needed
              + "\" in the shell (its hard limit: /etc/security/limits.conf, or docker run --ulimit"
              + " nofile="
              + needed
              + "), or ask for fewer by --connections or --clients");
    }
  }
}
