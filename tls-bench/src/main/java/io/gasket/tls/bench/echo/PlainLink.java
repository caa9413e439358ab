package io.gasket.tls.bench.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Without TLS: what the system calls and the loop cost by themselves. */
record PlainLink(SocketChannel channel) implements Link {
  @Override
  public boolean shakeHands() {
    return true;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    return channel.read(dst);
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
