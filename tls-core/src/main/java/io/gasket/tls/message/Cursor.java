package io.gasket.tls.message;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.Arrays;

/**
 * Reads the presentation language of RFC 5246 4 from a range of bytes. Every read is checked
 * against the range; what does not fit fails with {@code decode_error} and a text that names
 * message, field and lengths. Not thread-safe; shares the array.
 */
public final class Cursor {
  private final Reason reason;
  private final byte[] bytes;
  private String subject;
  private int end;
  private int position;

  private Cursor(String subject, Reason reason, byte[] bytes, int start, int end) {
    this.subject = subject;
    this.reason = reason;
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /**
   * A cursor over {@code length} bytes of {@code bytes} from {@code start}.
   *
   * @param subject what is read, as the RFC calls it, for failure texts
   * @param reason the reason of failures, for instance {@link Reason#MALFORMED_MESSAGE}
   */
  public static Cursor over(String subject, Reason reason, byte[] bytes, int start, int length) {
    if (start < 0 || length < 0 || length > bytes.length - start) {
      throw new IllegalArgumentException("range outside the array");
    }
    return new Cursor(subject, reason, bytes, start, start + length);
  }

  /** Turns to another range of the same bytes, with another subject. */
  Cursor turn(String toSubject, int start, int length) {
    subject = toSubject;
    position = start;
    end = start + length;
    return this;
  }

  /** Bytes left. */
  public int remaining() {
    return end - position;
  }

  /** The array that is read; for those who keep a range of it instead of a copy. */
  public byte[] array() {
    return bytes;
  }

  /** Where in {@link #array} the next byte is. */
  public int position() {
    return position;
  }

  /** Passes over {@code length} bytes. */
  void skip(String field, int length) throws TlsFailure {
    need(field, length);
    position += length;
  }

  /** Reads an unsigned byte. */
  public int u8(String field) throws TlsFailure {
    need(field, 1);
    return bytes[position++] & 0xff;
  }

  /** Reads an unsigned 16-bit integer. */
  public int u16(String field) throws TlsFailure {
    need(field, 2);
    int value = (bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff);
    position += 2;
    return value;
  }

  /** Reads an unsigned 24-bit integer. */
  public int u24(String field) throws TlsFailure {
    need(field, 3);
    int value =
        (bytes[position] & 0xff) << 16
            | (bytes[position + 1] & 0xff) << 8
            | (bytes[position + 2] & 0xff);
    position += 3;
    return value;
  }

  /** Reads a copy of {@code length} bytes. */
  public byte[] bytes(String field, int length) throws TlsFailure {
    need(field, length);
    byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return copy;
  }

  /**
   * Reads a vector with an 8-bit length, of {@code least} to {@code most} bytes, as a cursor over
   * its contents.
   */
  public Cursor vector8(String field, int least, int most) throws TlsFailure {
    return vector(field, u8(field), least, most);
  }

  /**
   * Reads a vector with a 16-bit length, of {@code least} to {@code most} bytes, as a cursor over
   * its contents.
   */
  public Cursor vector16(String field, int least, int most) throws TlsFailure {
    return vector(field, u16(field), least, most);
  }

  /**
   * Reads a vector with a 24-bit length, of {@code least} to {@code most} bytes, as a cursor over
   * its contents.
   */
  public Cursor vector24(String field, int least, int most) throws TlsFailure {
    return vector(field, u24(field), least, most);
  }

  /** As {@link #vector8}, as a copy of its contents. */
  public byte[] bytes8(String field, int least, int most) throws TlsFailure {
    return contents(field, u8(field), least, most);
  }

  /** As {@link #vector8}, as whether one of its bytes is {@code wanted}. */
  public boolean has8(String field, int least, int most, int wanted) throws TlsFailure {
    int length = u8(field);
    checkLength(field, length, least, most);
    boolean found = false;
    for (int i = 0; i < length; i++) {
      found |= u8(field) == wanted;
    }
    return found;
  }

  /** As {@link #vector16}, as a copy of its contents. */
  public byte[] bytes16(String field, int least, int most) throws TlsFailure {
    return contents(field, u16(field), least, most);
  }

  /** As {@link #vector24}, as a copy of its contents. */
  public byte[] bytes24(String field, int least, int most) throws TlsFailure {
    return contents(field, u24(field), least, most);
  }

  /** As {@link #vector16}, as the 16-bit integers it holds; an odd number of bytes fails. */
  public int[] codes16(String field, int least, int most) throws TlsFailure {
    int length = u16(field);
    checkLength(field, length, least, most);
    return u16s(field, length);
  }

  /** Reads all that is left as a copy. */
  public byte[] rest() {
    byte[] copy = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return copy;
  }

  /** Reads 16-bit integers up to the end; an odd number of bytes fails. */
  public int[] u16s(String field) throws TlsFailure {
    return u16s(field, remaining());
  }

  private int[] u16s(String field, int length) throws TlsFailure {
    if (length % 2 != 0) {
      throw malformed(field + " holds an odd number of bytes, " + length);
    }
    int[] values = new int[length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = u16(field);
    }
    return values;
  }

  /** Checks that nothing is left (RFC 5246 7.4.1.2: the data must precisely match the format). */
  public void end() throws TlsFailure {
    if (position != end) {
      throw malformed(remaining() + " bytes are left over at the end");
    }
  }

  /**
   * A failure of form in what is read: {@code decode_error} with this cursor's subject and reason.
   */
  public TlsFailure malformed(String what) {
    return TlsFailure.local(Alert.DECODE_ERROR, reason, subject + ": " + what);
  }

  private byte[] contents(String field, int length, int least, int most) throws TlsFailure {
    checkLength(field, length, least, most);
    return bytes(field, length);
  }

  private Cursor vector(String field, int length, int least, int most) throws TlsFailure {
    checkLength(field, length, least, most);
    Cursor contents = new Cursor(subject, reason, bytes, position, position + length);
    position += length;
    return contents;
  }

  private void checkLength(String field, int length, int least, int most) throws TlsFailure {
    if (length < least || length > most) {
      throw malformed(
          field + " is " + length + " bytes long; allowed are " + least + " to " + most);
    }
    need(field, length);
  }

  private void need(String field, int length) throws TlsFailure {
    if (length > end - position) {
      throw malformed(field + " needs " + length + " bytes but " + remaining() + " are left");
    }
  }
}
