package io.gasket.tls.bench.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * Without TLS: what the system calls and the loop cost by themselves.
 *
 * @param work done with what was read
 */
record PlainLink(SocketChannel channel, Work work) implements Link {

  /** Work that an echo takes. */
  @FunctionalInterface
  interface Work {
    /** Does it; whatever becomes of the position, the bytes stay the same. */
    void on(ByteBuffer text) throws IOException;
  }

  PlainLink(SocketChannel channel) {
    this(channel, text -> {});
  }

  @Override
  public boolean shakeHands() {
    return true;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    int start = dst.position();
    int count = channel.read(dst);
    if (count > 0) {
      work.on(dst.duplicate().flip().position(start));
    }
    return count;
  }

  @Override
  public boolean hasMore() {
    return false;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    return channel.write(src);
  }

  @Override
  public boolean flush() {
    return true;
  }

  @Override
  public int interestOps() {
    return SelectionKey.OP_READ;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
