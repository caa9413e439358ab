package io.gasket.tls.interop.echo;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * One client's random messages of 1 to 100 bytes, one after the other in one array, and the check
 * of their echoes. Allocates nothing per message.
 */
final class Message {
  static final int LONGEST = 100;

  private final SplittableRandom random;

  /** The message, and room for the last long that is drawn for it. */
  private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST + Long.BYTES);

  private final ByteBuffer outgoing = bytes.duplicate();
  private int length;
  private int returned;

  Message(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Makes the next message, ready to be sent. */
  ByteBuffer next() {
    length = 1 + random.nextInt(LONGEST);
    returned = 0;
    for (int at = 0; at < length; at += Long.BYTES) {
      bytes.putLong(at, random.nextLong());
    }
    return outgoing.clear().limit(length);
  }

  /**
   * Takes bytes of the echo.
   *
   * @return false when they are not those of the message
   */
  boolean takes(ByteBuffer echo) {
    int count = echo.remaining();
    if (count > length - returned) {
      return false;
    }
    bytes.limit(returned + count).position(returned);
    boolean same = bytes.equals(echo);
    bytes.clear();
    returned += count;
    return same;
  }

  /** Whether the whole echo has come. */
  boolean isComplete() {
    return returned == length;
  }
}
