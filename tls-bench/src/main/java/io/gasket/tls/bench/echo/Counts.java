package io.gasket.tls.bench.echo;

import io.gasket.tls.bench.load.Figures;
import java.util.concurrent.atomic.AtomicLong;

/** What a server counts. One thread counts, any thread may look. */
final class Counts {
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong handshakes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong bytesWritten = new AtomicLong();
  private volatile boolean complained;

  void opened() {
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  void shaken() {
    handshakes.incrementAndGet();
  }

  /** A connection failed; the first failure is told on standard error. */
  void failed(Throwable why) {
    failures.incrementAndGet();
    if (!complained) {
      complained = true;
      System.err.println("the server lost a connection: " + why);
    }
  }

  void read(int bytes) {
    bytesRead.setRelease(bytesRead.getPlain() + bytes);
  }

  void written(int bytes) {
    bytesWritten.setRelease(bytesWritten.getPlain() + bytes);
  }

  Figures figures() {
    return Figures.none()
        .with("open", open.get())
        .with("handshakes", handshakes.get())
        .with("failures", failures.get())
        .with("read", bytesRead.getAcquire())
        .with("written", bytesWritten.getAcquire());
  }
}
