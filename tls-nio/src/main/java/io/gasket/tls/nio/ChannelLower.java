package io.gasket.tls.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/** Any byte channel below, another pipeline among them. */
final class ChannelLower extends Lower {
  private final ByteChannel channel;

  ChannelLower(ByteChannel channel) {
    this.channel = channel;
  }

  @Override
  int read(ByteBuffer dst) throws IOException {
    return channel.read(dst);
  }

  @Override
  int write(ByteBuffer src) throws IOException {
    return channel.write(src);
  }

  @Override
  boolean mayBlock() {
    if (channel instanceof SecurePipeline pipeline) {
      return pipeline.mayBlock();
    }
    return !(channel instanceof SelectableChannel selectable) || selectable.isBlocking();
  }

  @Override
  boolean flush() throws IOException {
    return !(channel instanceof SecurePipeline pipeline) || pipeline.flush();
  }

  @Override
  int interestOps(int ops) {
    if (!(channel instanceof SecurePipeline pipeline)) {
      return ops;
    }
    int below = pipeline.interestOps();
    if (!pipeline.connected()) {
      return below;
    }
    return (ops & SelectionKey.OP_READ) | (below & SelectionKey.OP_WRITE);
  }

  @Override
  void shutdownOutput() throws IOException {
    if (channel instanceof SecurePipeline pipeline) {
      pipeline.shutdownOutput();
    }
  }

  @Override
  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  void close() throws IOException {
    channel.close();
  }
}
