package io.gasket.tls.nio;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a pipeline stands on: a channel or a socket, with the little a pipeline asks of it. */
abstract sealed class Lower permits ChannelLower, SocketChannelLower, SocketLower {
  /** What {@link #read(ByteBuffer, long)} returns when the time was over before a byte came. */
  static final int TIMED_OUT = -2;

  /** As {@link java.nio.channels.ReadableByteChannel#read}. */
  abstract int read(ByteBuffer dst) throws IOException;

  /**
   * As {@link #read(ByteBuffer)}, but where the channel is {@link #timed} waits no longer than so
   * many nanoseconds.
   */
  int read(ByteBuffer dst, long nanos) throws IOException {
    return read(dst);
  }

  /** As {@link java.nio.channels.WritableByteChannel#write}. */
  abstract int write(ByteBuffer src) throws IOException;

  /** Whether reads or writes may wait. True when in doubt. */
  abstract boolean mayBlock();

  /** Whether {@link #read(ByteBuffer, long)} keeps to its time. */
  boolean timed() {
    return false;
  }

  /** Pushes what the lower channel itself holds back; true when nothing waits there. */
  boolean flush() throws IOException {
    return true;
  }

  /** Translates what the pipeline waits for into what its selectable channel must wait for. */
  int interestOps(int ops) {
    return ops;
  }

  /** Tells the peer that no more bytes come, where the channel can. */
  abstract void shutdownOutput() throws IOException;

  abstract boolean isOpen();

  abstract void close() throws IOException;

  /** Nanoseconds as the milliseconds of SO_TIMEOUT, where 0 means for ever. */
  static int timeoutMillis(long nanos) {
    if (nanos == Long.MAX_VALUE) {
      return 0;
    }
    return (int) Math.min(Math.max(1, (nanos + 999_999) / 1_000_000), Integer.MAX_VALUE);
  }
}
