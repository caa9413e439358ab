package io.gasket.tls.testing;

import com.sun.management.ThreadMXBean;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.lang.management.ManagementFactory;

/** What no bytes of a peer's may bring about, for fuzz tests. */
public final class FuzzOracle {
  /** Far more than a handshake needs and far less than a length field can announce. */
  private static final long MOST_ALLOCATED = 6 << 20;

  /** Loading classes allocates too; a defect does so again. */
  private static final int MEASUREMENTS = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private FuzzOracle() {}

  /** Takes the bytes of an input. */
  @FunctionalInterface
  public interface Target {
    /** May fail with {@link TlsFailure} and in no other way. */
    void run() throws TlsFailure;
  }

  /** Fails when the target lets out another exception, hides one, or allocates without bound. */
  public static void judge(Target target) {
    long bytes = MOST_ALLOCATED + 1;
    for (int i = 0; i < MEASUREMENTS && bytes > MOST_ALLOCATED; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      run(target);
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    if (bytes > MOST_ALLOCATED) {
      throw new AssertionError("the input made this side allocate " + bytes + " bytes");
    }
  }

  private static void run(Target target) {
    try {
      target.run();
    } catch (TlsFailure failure) {
      if (failure.reason() == Reason.INTERNAL) {
        throw new AssertionError("an exception was hidden in the failure", failure);
      }
    }
  }
}
