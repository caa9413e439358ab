package io.gasket.tls.bench.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** One client's random messages of 1 to 100 bytes, and the check of their echoes. */
final class Message {
  private static final int LONGEST = 100;

  private final SplittableRandom random;

  /** The message, and room for the rest of the last long that is drawn for it. */
  private final ByteBuffer sent = ByteBuffer.allocate(LONGEST + Long.BYTES);

  private final ByteBuffer awaited = sent.duplicate();

  Message(long seed) {
    random = new SplittableRandom(seed);
    awaited.limit(0);
  }

  /** Draws the next message, ready to be sent. */
  ByteBuffer next() {
    int length = 1 + random.nextInt(LONGEST);
    for (int at = 0; at < length; at += Long.BYTES) {
      awaited.clear().putLong(at, random.nextLong());
    }
    awaited.clear().limit(length);
    return sent.clear().limit(length);
  }

  /** Takes bytes of the echo, all of {@code echo}. */
  void check(ByteBuffer echo) throws IOException {
    int count = echo.remaining();
    if (count > awaited.remaining()) {
      throw new IOException("more bytes came back than were sent");
    }
    ByteBuffer part = awaited.slice(awaited.position(), count);
    if (!part.equals(echo)) {
      throw new IOException("other bytes came back than were sent");
    }
    awaited.position(awaited.position() + count);
    echo.position(echo.limit());
  }

  /** Whether the whole echo has come. */
  boolean isBack() {
    return !awaited.hasRemaining();
  }
}
