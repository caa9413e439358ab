package io.gasket.tls.interop.echo;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What this process occupies.
 *
 * @param heapInUse bytes of the heap that live objects take up
 * @param threads names of the program's threads
 * @param allThreads number of threads, those of the Java runtime included
 */
record Footprint(long heapInUse, List<String> threads, int allThreads) {
  private static final int MEBIBYTE = 1 << 20;

  /** The present state, after a collection of the garbage; called while connections are up. */
  static Footprint now() {
    System.gc();
    // The runtime's own threads are in other groups than the one the program was started in.
    Thread[] own = new Thread[Thread.activeCount() + 8];
    int count = Thread.enumerate(own);
    List<String> names = new ArrayList<>();
    Arrays.stream(own, 0, count).forEach(thread -> names.add(thread.getName()));
    Runtime runtime = Runtime.getRuntime();
    return new Footprint(
        runtime.totalMemory() - runtime.freeMemory(),
        names,
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  String text() {
    return "Heap in use: %d MiB%nThreads: %d (%s), %d with the Java runtime's own%n"
        .formatted(heapInUse / MEBIBYTE, threads.size(), String.join(", ", threads), allThreads);
  }
}
