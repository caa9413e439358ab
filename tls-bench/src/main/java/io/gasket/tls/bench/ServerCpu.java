package io.gasket.tls.bench;

import io.gasket.tls.bench.contest.Wire;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The server's share in the CPU time of handshakes. Asking for a thread's CPU time is a system
 * call, which disturbs what it measures: so only each sixteenth handshake is asked, what the asking
 * itself costs is taken off, and what comes out is a share, not a time. For benchmarks of one
 * thread.
 */
final class ServerCpu implements Wire.ServerClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int EVERY = 16;
  private static final int TRIALS = 2_000;
  private static final long COST_OF_ASKING = costOfAsking();

  private static long serverNanos;
  private static long allNanos;

  private int handshakes;
  private int questions;
  private long handshakeBegan;
  private long serverBegan;
  private long server;

  private static long costOfAsking() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
    }
    return least;
  }

  /** A handshake begins; what is to be told of it. */
  Wire.ServerClock handshakeBegins() {
    handshakes++;
    if (handshakes % EVERY != 0) {
      return NONE;
    }
    server = 0;
    questions = 0;
    handshakeBegan = THREADS.getCurrentThreadCpuTime();
    return this;
  }

  @Override
  public void begin() {
    serverBegan = THREADS.getCurrentThreadCpuTime();
  }

  @Override
  public void end() {
    server += THREADS.getCurrentThreadCpuTime() - serverBegan - COST_OF_ASKING;
    questions += 2;
  }

  /** The handshake is done. */
  void handshakeEnds() {
    if (handshakes % EVERY == 0) {
      long all = THREADS.getCurrentThreadCpuTime() - handshakeBegan;
      add(server, all - (questions + 1) * COST_OF_ASKING);
    }
  }

  private static synchronized void add(long server, long all) {
    serverNanos += server;
    allNanos += all;
  }

  static synchronized void reset() {
    serverNanos = 0;
    allNanos = 0;
  }

  /** The server's share since the last reset, from 0 to 1; NaN when there was no handshake. */
  static synchronized double share() {
    return allNanos == 0 ? Double.NaN : (double) serverNanos / allNanos;
  }
}
