package io.gasket.tls.interop.loop;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts of application data, written by one thread and readable from any. An operation is one read
 * that delivered data, or one write of an exchange.
 */
public final class Statistics {
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong bytesReceived = new AtomicLong();
  private final AtomicLong bytesSent = new AtomicLong();

  void countRead(int bytes) {
    add(reads, 1);
    add(bytesReceived, bytes);
  }

  void countWrite(int bytes) {
    add(writes, 1);
    add(bytesSent, bytes);
  }

  /** The single writer needs no atomic addition, which would be the dearest step of a count. */
  private static void add(AtomicLong count, long more) {
    count.setRelease(count.getPlain() + more);
  }

  /** How often data was read. */
  public long reads() {
    return reads.getAcquire();
  }

  /** How often data was written. */
  public long writes() {
    return writes.getAcquire();
  }

  /** Bytes of application data that came in. */
  public long bytesReceived() {
    return bytesReceived.getAcquire();
  }

  /** Bytes of application data that went out. */
  public long bytesSent() {
    return bytesSent.getAcquire();
  }

  /** The four counts, a line each. */
  public String text() {
    return "Read operations: %d%nWrite operations: %d%nBytes received: %d%nBytes sent: %d%n"
        .formatted(reads(), writes(), bytesReceived(), bytesSent());
  }
}
