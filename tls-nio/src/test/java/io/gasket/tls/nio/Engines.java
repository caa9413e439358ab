package io.gasket.tls.nio;

import io.gasket.tls.TlsEngine;
import java.time.Duration;

/** local stand-in */
final class Engines {
  static final Duration DEADLINE = Duration.ofSeconds(10);

  static TlsEngine client() {
    return client(DEADLINE);
  }

  static TlsEngine server() {
    return server(DEADLINE);
  }

  static TlsEngine client(Duration deadline) {
    return new TlsEngine(false, deadline.toNanos());
  }

  static TlsEngine server(Duration deadline) {
    return new TlsEngine(true, deadline.toNanos());
  }
}
