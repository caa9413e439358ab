package io.gasket.tls.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds {@code cpuNs} to every benchmark: the CPU time of the threads that ran it, in nanoseconds an
 * operation. It is what the scheduler charged them over a whole iteration, divided by all
 * operations of it, so nothing is added to the measured code, and what other processes do on the
 * machine leaves it alone but for caches and clock rates. A {@code Setup} for the trial falls into
 * the first iteration: have a warmup iteration. {@code serverCpuNs}, the server's part of it, is
 * added where {@link ServerCpu} was told of handshakes.
 */
public final class CpuTime implements InternalProfiler {
  private static final String WORKER = "-jmh-worker-";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Map<Long, Long> before = Map.of();

  @Override
  public String getDescription() {
    return "CPU time of the benchmark's threads per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    ServerCpu.reset();
    before = workers();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long used = 0;
    for (Map.Entry<Long, Long> worker : workers().entrySet()) {
      used += worker.getValue() - before.getOrDefault(worker.getKey(), 0L);
    }
    List<Result<?>> results = new ArrayList<>();
    long operations = result.getMetadata().getAllOps();
    if (operations > 0) {
      double each = (double) used / operations;
      results.add(metric("cpuNs", each));
      double serverShare = ServerCpu.share();
      if (!Double.isNaN(serverShare)) {
        results.add(metric("serverCpuNs", each * serverShare));
      }
    }
    return results;
  }

  private static ScalarResult metric(String name, double value) {
    return new ScalarResult(name, value, "ns/op", AggregationPolicy.AVG);
  }

  private static Map<Long, Long> workers() {
    Map<Long, Long> times = new HashMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().contains(WORKER)) {
        times.put(thread.getThreadId(), THREADS.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return times;
  }
}
