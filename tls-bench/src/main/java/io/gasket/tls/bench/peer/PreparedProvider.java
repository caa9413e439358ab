package io.gasket.tls.bench.peer;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.crypto.compose.PreparedKeyShares;
import java.util.concurrent.Executors;

/**
 * Our default with key pairs made ahead on another thread, whose time a benchmark of one thread
 * does not count: what a handshake takes of the thread that drives engines.
 */
final class PreparedProvider {
  private static final int CAPACITY = 256;

  private PreparedProvider() {}

  static CryptoProvider make() {
    CryptoProvider standard = CryptoProviders.standard();
    return standard
        .withName("prepared")
        .withGroups(
            new PreparedKeyShares(
                standard.groups(),
                standard.random(),
                Executors.newSingleThreadExecutor(PreparedProvider::daemon),
                CAPACITY));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "key pairs");
    thread.setDaemon(true);
    return thread;
  }
}
