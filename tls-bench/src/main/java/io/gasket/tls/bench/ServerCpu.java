package io.gasket.tls.bench;

import io.gasket.tls.bench.contest.Wire;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The server's part of a handshake's CPU time. Asking for a thread's CPU time is a system call, so
 * only each sixteenth handshake is asked. For benchmarks of one thread.
 */
final class ServerCpu implements Wire.ServerClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int EVERY = 16;

  private static volatile long nanos;
  private static volatile long samples;

  private int handshakes;
  private long sum;
  private long began;

  /** What is to be told of the next handshake. */
  Wire.ServerClock next() {
    handshakes++;
    return handshakes % EVERY == 0 ? this : NONE;
  }

  @Override
  public void begin() {
    began = THREADS.getCurrentThreadCpuTime();
  }

  @Override
  public void end() {
    sum += THREADS.getCurrentThreadCpuTime() - began;
  }

  /** After a handshake that was told of or not: counts it. */
  void count() {
    if (handshakes % EVERY == 0) {
      add(sum);
      sum = 0;
    }
  }

  private static synchronized void add(long handshake) {
    nanos += handshake;
    samples++;
  }

  static synchronized void reset() {
    nanos = 0;
    samples = 0;
  }

  static long samples() {
    return samples;
  }

  static double nanosPerSample() {
    return (double) nanos / samples;
  }
}
