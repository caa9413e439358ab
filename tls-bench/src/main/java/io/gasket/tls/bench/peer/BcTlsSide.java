package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.bouncycastle.tls.TlsProtocol;

/**
 * A side over bctls' own protocol object in its non-blocking mode, which takes arrays in and has
 * queues of its own.
 */
final class BcTlsSide implements Side {
  private final TlsProtocol protocol;
  private final BooleanSupplier connected;
  private byte[] copy = new byte[0];

  BcTlsSide(TlsProtocol protocol, BooleanSupplier connected) {
    this.protocol = protocol;
    this.connected = connected;
  }

  @Override
  public void shakeHands(ByteBuffer fromPeer, ByteBuffer toPeer) throws IOException {
    offer(fromPeer);
    protocol.readOutput(toPeer, protocol.getAvailableOutputBytes());
  }

  @Override
  public boolean isConnected() {
    return connected.getAsBoolean();
  }

  @Override
  public void seal(ByteBuffer app, ByteBuffer net) throws IOException {
    int length = app.remaining();
    if (app.hasArray()) {
      protocol.writeApplicationData(app.array(), app.arrayOffset() + app.position(), length);
      app.position(app.limit());
    } else {
      protocol.writeApplicationData(copied(app), 0, length);
    }
    protocol.readOutput(net, protocol.getAvailableOutputBytes());
  }

  @Override
  public void open(ByteBuffer net, ByteBuffer app) throws IOException {
    offer(net);
    protocol.readInput(app, protocol.getAvailableInputBytes());
  }

  private void offer(ByteBuffer net) throws IOException {
    int length = net.remaining();
    if (net.hasArray()) {
      protocol.offerInput(net.array(), net.arrayOffset() + net.position(), length);
      net.position(net.limit());
    } else {
      protocol.offerInput(copied(net), 0, length);
    }
  }

  private byte[] copied(ByteBuffer from) {
    int length = from.remaining();
    if (copy.length < length) {
      copy = new byte[length];
    }
    from.get(copy, 0, length);
    return copy;
  }

  @Override
  public Object bare() {
    return protocol;
  }

  @Override
  public void close() {
    // Nothing of it is outside the heap.
  }
}
