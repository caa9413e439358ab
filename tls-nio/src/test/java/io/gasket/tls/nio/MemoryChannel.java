package io.gasket.tls.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;

/** One end of a non-blocking connection in memory, for tests in a single thread. */
final class MemoryChannel implements ByteChannel {
  private static final int CAPACITY = 40_000;

  private final ArrayDeque<Byte> in;
  private final ArrayDeque<Byte> out;
  private MemoryChannel peer;
  private boolean open = true;

  /** How many writes took something. */
  int writes;

  private MemoryChannel(ArrayDeque<Byte> in, ArrayDeque<Byte> out) {
    this.in = in;
    this.out = out;
  }

  /** Two ends of one connection. */
  static MemoryChannel[] pair() {
    ArrayDeque<Byte> there = new ArrayDeque<>();
    ArrayDeque<Byte> back = new ArrayDeque<>();
    MemoryChannel one = new MemoryChannel(there, back);
    MemoryChannel other = new MemoryChannel(back, there);
    one.peer = other;
    other.peer = one;
    return new MemoryChannel[] {one, other};
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    check();
    if (in.isEmpty()) {
      return peer.open ? 0 : -1;
    }
    int n = Math.min(dst.remaining(), in.size());
    for (int i = 0; i < n; i++) {
      dst.put(in.remove());
    }
    return n;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    check();
    if (!peer.open) {
      throw new IOException("Broken pipe");
    }
    int n = Math.min(src.remaining(), CAPACITY - out.size());
    for (int i = 0; i < n; i++) {
      out.add(src.get());
    }
    if (n > 0) {
      writes++;
    }
    return n;
  }

  private void check() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }

  /** What has arrived and not been read. */
  byte[] unread() {
    byte[] bytes = new byte[in.size()];
    int i = 0;
    for (byte b : in) {
      bytes[i++] = b;
    }
    return bytes;
  }

  /** Loses what has arrived and not been read, but for its first bytes. */
  void keepUnread(int bytes) {
    while (in.size() > bytes) {
      in.removeLast();
    }
  }

  /** Changes a byte that has arrived and not been read, counted from the first. */
  void damage(int index) {
    byte[] bytes = unread();
    bytes[index] ^= 1;
    in.clear();
    for (byte b : bytes) {
      in.add(b);
    }
  }
}
