package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** A side over any {@link SSLEngine}. Delegated tasks run at once. */
final class EngineSide implements Side {
  /** For engines whose memory is all in the heap, or that look after the rest themselves. */
  static final Runnable NOTHING_TO_RELEASE = () -> {};

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final ByteBuffer room;
  private final Runnable release;
  private boolean begun;
  private boolean connected;

  /**
   * @param room for application data that does not come during a handshake; some engines insist on
   *     room for a record, and one buffer will do for all
   * @param release gives back native memory
   */
  EngineSide(SSLEngine engine, ByteBuffer room, Runnable release) {
    this.engine = engine;
    this.room = room;
    this.release = release;
  }

  @Override
  public void shakeHands(ByteBuffer fromPeer, ByteBuffer toPeer) throws IOException {
    if (!begun) {
      engine.beginHandshake();
      begun = true;
    }
    while (!connected) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> note(engine.wrap(NOTHING, toPeer));
        case NOT_HANDSHAKING -> connected = true;
        default -> {
          if (!fromPeer.hasRemaining()) {
            // Netty's engine sees only now that what it took last was the end.
            note(engine.unwrap(NOTHING, room));
            return;
          }
          note(engine.unwrap(fromPeer, room));
        }
      }
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  private void note(SSLEngineResult result) throws IOException {
    if (result.getStatus() != Status.BUFFER_UNDERFLOW) {
      requireOk(result);
    }
    connected = result.getHandshakeStatus() == HandshakeStatus.FINISHED;
  }

  private static void requireOk(SSLEngineResult result) throws IOException {
    if (result.getStatus() != Status.OK) {
      throw new IOException("the engine says " + result);
    }
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public void seal(ByteBuffer app, ByteBuffer net) throws IOException {
    while (app.hasRemaining()) {
      requireOk(engine.wrap(app, net));
    }
  }

  @Override
  public void open(ByteBuffer net, ByteBuffer app) throws IOException {
    while (net.hasRemaining()) {
      requireOk(engine.unwrap(net, app));
    }
  }

  @Override
  public Object bare() {
    return release == NOTHING_TO_RELEASE ? engine : this;
  }

  @Override
  public void close() {
    release.run();
  }
}
