package io.gasket.tls.message;

import java.util.Arrays;

/**
 * Writes the presentation language of RFC 5246 4 into a growing array. A length-prefixed vector is
 * written between {@code open8/16/24} and {@link #close}. Not thread-safe.
 */
public final class Wire {
  private byte[] bytes;
  private int length;

  /** A writer with room for {@code capacity} bytes to start with. */
  public Wire(int capacity) {
    bytes = new byte[capacity];
  }

  /** Bytes written. */
  public int length() {
    return length;
  }

  /** Writes the low 8 bits. */
  public Wire u8(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Writes the low 16 bits. */
  public Wire u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  /** Writes the low 24 bits. */
  public Wire u24(int value) {
    return u8(value >>> 16).u16(value);
  }

  /** Writes all of {@code data}. */
  public Wire bytes(byte[] data) {
    return bytes(data, 0, data.length);
  }

  /** Writes {@code count} bytes of {@code data} from {@code offset}. */
  public Wire bytes(byte[] data, int offset, int count) {
    room(count);
    System.arraycopy(data, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Writes text as ISO-8859-1, a byte a character; what is not in it becomes a question mark. */
  public Wire text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      u8(character <= 0xff ? character : '?');
    }
    return this;
  }

  /** Opens a vector with an 8-bit length; the result goes to {@link #close}. */
  public int open8() {
    return open(1);
  }

  /** Opens a vector with a 16-bit length. */
  public int open16() {
    return open(2);
  }

  /** Opens a vector with a 24-bit length. */
  public int open24() {
    return open(3);
  }

  /**
   * Closes a vector: its length goes where it was opened.
   *
   * @throws IllegalStateException when the contents are too long for the length field
   */
  public Wire close(int mark) {
    int width = mark >>> 28;
    int start = mark & 0x0fffffff;
    int count = length - start;
    if (count >>> (8 * width) != 0) {
      throw new IllegalStateException(
          "a vector of " + count + " bytes does not fit a " + width + "-byte length");
    }
    for (int i = 1; i <= width; i++) {
      bytes[start - i] = (byte) (count >>> (8 * (i - 1)));
    }
    return this;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** The array written to, up to {@link #length}; ends the writing. */
  byte[] array() {
    return bytes;
  }

  /** What was written, without a copy where it fills the array; ends the writing. */
  public byte[] take() {
    return length == bytes.length ? bytes : toBytes();
  }

  /** Wipes what was written, for contents that are secret. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
    length = 0;
  }

  private int open(int width) {
    room(width);
    length += width;
    return width << 28 | length;
  }

  private void room(int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
