package io.gasket.tls.interop.program;

import io.gasket.tls.interop.loop.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Feeds standard input to a connection, piece by piece, as fast as they leave. Reading it blocks,
 * hence a thread of its own; a daemon, as nothing can end a read from a terminal.
 */
final class StandardInput implements Runnable, KeyLines.Reader {
  /** How long the server may take to end after standard input has. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int PIECE = 16_384;

  private final Connection connection;
  private final boolean keys;
  private final Semaphore turn = new Semaphore(1);

  private StandardInput(Connection connection, boolean keys) {
    this.connection = connection;
    this.keys = keys;
  }

  /**
   * Starts the thread.
   *
   * @param keys whether standard input is looked through for keys
   */
  static StandardInput startFeeding(Connection connection, boolean keys) {
    StandardInput feeder = new StandardInput(connection, keys);
    Thread thread = new Thread(feeder, "standard-input");
    thread.setDaemon(true);
    thread.start();
    return feeder;
  }

  /** What was given last has left. */
  void next() {
    turn.release();
  }

  @Override
  public void run() {
    KeyLines lines = new KeyLines(this);
    try {
      byte[] piece = new byte[PIECE];
      turn.acquire();
      for (int n = System.in.read(piece); n >= 0; n = System.in.read(piece)) {
        if (keys) {
          lines.take(piece, n);
        } else {
          give(ByteBuffer.wrap(piece, 0, n));
        }
      }
      lines.end();
    } catch (IOException unreadable) {
      System.err.println("standard input: " + unreadable.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.execute(open -> end());
  }

  @Override
  public void data(byte[] bytes) throws InterruptedException {
    give(ByteBuffer.wrap(bytes));
  }

  @Override
  public void key(KeyLines.Key key) {
    connection.execute(
        open -> {
          switch (key) {
            case RENEGOTIATE -> Keys.renegotiate(open);
            case QUIT -> open.close();
          }
        });
  }

  private void give(ByteBuffer data) throws InterruptedException {
    connection.execute(open -> send(data));
    turn.acquire();
  }

  private void send(ByteBuffer data) throws IOException {
    connection.write(data);
    if (connection.isDrained()) {
      next();
    }
  }

  private void end() throws IOException {
    connection.limit(PATIENCE);
    connection.endOutput();
  }
}
