package io.gasket.tls.nio;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A socket channel below. In blocking mode a read can be given a time through the channel's socket
 * adaptor, which is the one way the platform offers; it parks a virtual thread as other reads do.
 */
final class SocketChannelLower extends Lower {
  private final SocketChannel channel;

  SocketChannelLower(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  int read(ByteBuffer dst) throws IOException {
    return channel.read(dst);
  }

  @Override
  int read(ByteBuffer dst, long nanos) throws IOException {
    Socket adaptor = channel.isBlocking() && nanos != Long.MAX_VALUE ? adaptor() : null;
    return adaptor == null ? channel.read(dst) : SocketLower.read(adaptor, dst, nanos);
  }

  @Override
  int write(ByteBuffer src) throws IOException {
    return channel.write(src);
  }

  @Override
  boolean mayBlock() {
    return channel.isBlocking();
  }

  @Override
  boolean timed() {
    return channel.isBlocking() && adaptor() != null;
  }

  @Override
  void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  void close() throws IOException {
    channel.close();
  }

  /** The socket adaptor, or null for a Unix domain channel, which has none. */
  private Socket adaptor() {
    try {
      return channel.socket();
    } catch (UnsupportedOperationException unixDomain) {
      return null;
    }
  }
}
