package io.gasket.tls.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** A channel that gives and takes no more at a time than it is told to; 0 makes it stall. */
final class ShapedChannel implements ByteChannel {
  private final ByteChannel channel;
  private final IntSupplier reads;
  private final IntSupplier writes;

  ShapedChannel(ByteChannel channel, IntSupplier reads, IntSupplier writes) {
    this.channel = channel;
    this.reads = reads;
    this.writes = writes;
  }

  /** One byte at a time, both ways. */
  static ShapedChannel oneByte(ByteChannel channel) {
    return new ShapedChannel(channel, () -> 1, () -> 1);
  }

  /** A random number of bytes at a time, now and then none. */
  static ShapedChannel random(ByteChannel channel, long seed, int most) {
    Random random = new Random(seed);
    return new ShapedChannel(
        channel, () -> random.nextInt(most + 1), () -> random.nextInt(most + 1));
  }

  /** Nothing every other time. */
  static ShapedChannel stalling(ByteChannel channel) {
    int[] calls = {0, 0};
    return new ShapedChannel(
        channel,
        () -> calls[0]++ % 2 == 0 ? 0 : Integer.MAX_VALUE,
        () -> calls[1]++ % 2 == 0 ? 0 : Integer.MAX_VALUE);
  }

  /** All there is, but it takes nothing while it is jammed. */
  static ShapedChannel jamming(ByteChannel channel, BooleanSupplier jammed) {
    return new ShapedChannel(
        channel, () -> Integer.MAX_VALUE, () -> jammed.getAsBoolean() ? 0 : Integer.MAX_VALUE);
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    int limit = dst.limit();
    int most = reads.getAsInt();
    if (most == 0) {
      return 0;
    }
    dst.limit(dst.position() + Math.min(dst.remaining(), most));
    try {
      return channel.read(dst);
    } finally {
      dst.limit(limit);
    }
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    int limit = src.limit();
    int most = writes.getAsInt();
    if (most == 0) {
      return 0;
    }
    src.limit(src.position() + Math.min(src.remaining(), most));
    try {
      return channel.write(src);
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
