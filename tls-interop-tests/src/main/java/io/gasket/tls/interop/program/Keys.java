package io.gasket.tls.interop.program;

import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.loop.ConnectionLoop;
import java.io.IOException;

/**
 * The keys of a server, which act on all its connections. What is no key is dropped, and the end of
 * standard input is no command.
 */
final class Keys implements Runnable, KeyLines.Reader {
  private static final int PIECE = 1_024;

  private final ConnectionLoop loop;

  private Keys(ConnectionLoop loop) {
    this.loop = loop;
  }

  /** Starts the thread that reads standard input: a daemon, as nothing can end a read. */
  static void startReading(ConnectionLoop loop) {
    Thread thread = new Thread(new Keys(loop), "standard-input");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    KeyLines lines = new KeyLines(this);
    byte[] piece = new byte[PIECE];
    try {
      for (int n = System.in.read(piece); n >= 0; n = System.in.read(piece)) {
        lines.take(piece, n);
      }
    } catch (IOException unreadable) {
      System.err.println("standard input: " + unreadable.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void data(byte[] bytes) {
    // Nothing a server sends comes from here.
  }

  @Override
  public void key(KeyLines.Key key) {
    switch (key) {
      case RENEGOTIATE -> loop.executeOnEach(Keys::renegotiate);
      case QUIT -> loop.quit();
    }
  }

  /** Asks for a renegotiation, or tells why none can be. */
  static void renegotiate(Connection connection) throws IOException {
    try {
      connection.renegotiate();
    } catch (IllegalStateException refused) {
      System.err.println(connection.peer() + ": " + refused.getMessage() + " (--renegotiation)");
    }
  }
}
