package io.gasket.tls.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A channel that ends, or breaks, after so many bytes. */
final class FailingChannel implements ByteChannel {
  private final ByteChannel channel;
  private final IOException readFailure;
  private int readsLeft;
  private int writesLeft;

  private FailingChannel(ByteChannel channel, int reads, int writes, IOException readFailure) {
    this.channel = channel;
    this.readsLeft = reads;
    this.writesLeft = writes;
    this.readFailure = readFailure;
  }

  /** Gives so many bytes, then its end. */
  static FailingChannel endingAfter(ByteChannel channel, int bytes) {
    return new FailingChannel(channel, bytes, Integer.MAX_VALUE, null);
  }

  /** Gives so many bytes, then fails. */
  static FailingChannel readsBreakingAfter(ByteChannel channel, int bytes) {
    return new FailingChannel(
        channel, bytes, Integer.MAX_VALUE, new IOException("Connection reset"));
  }

  /** Takes so many bytes, then fails. */
  static FailingChannel writesBreakingAfter(ByteChannel channel, int bytes) {
    return new FailingChannel(channel, Integer.MAX_VALUE, bytes, null);
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    if (readsLeft == 0) {
      if (readFailure != null) {
        throw readFailure;
      }
      return -1;
    }
    int limit = dst.limit();
    dst.limit(dst.position() + Math.min(dst.remaining(), readsLeft));
    try {
      int n = channel.read(dst);
      readsLeft -= Math.max(n, 0);
      return n;
    } finally {
      dst.limit(limit);
    }
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    if (writesLeft == 0) {
      throw new IOException("Broken pipe");
    }
    int limit = src.limit();
    src.limit(src.position() + Math.min(src.remaining(), writesLeft));
    try {
      int n = channel.write(src);
      writesLeft -= n;
      return n;
    } finally {
      src.limit(limit);
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
