package io.gasket.tls.bench.peer;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.bench.contest.Side;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A side over this project's engine. */
record GasketSide(TlsEngine engine) implements Side {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  @Override
  public void shakeHands(ByteBuffer fromPeer, ByteBuffer toPeer) throws IOException {
    if (fromPeer.hasRemaining()) {
      engine.receive(fromPeer, NOTHING);
    }
    engine.flush(toPeer);
  }

  @Override
  public boolean isConnected() {
    return (engine.needs() & TlsEngine.CONNECTED) != 0;
  }

  @Override
  public void seal(ByteBuffer app, ByteBuffer net) throws IOException {
    engine.send(app, net);
  }

  @Override
  public void open(ByteBuffer net, ByteBuffer app) throws IOException {
    engine.receive(net, app);
  }

  @Override
  public boolean hibernate() {
    return engine.hibernate();
  }

  @Override
  public void close() {
    // Nothing of it is outside the heap.
  }
}
