package io.gasket.tls.crypto.encoding;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An ECDSA signature as it goes on the wire: the DER of {@code SEQUENCE { r INTEGER, s INTEGER }}
 * (RFC 8422 5.4, RFC 5480).
 *
 * @param r at least 1, below the curve's order
 * @param s at least 1, below the curve's order
 */
public record EcdsaSignature(BigInteger r, BigInteger s) {
  private static final int INTEGER = 0x02;
  private static final int SEQUENCE = 0x30;

  /**
   * The signature of any bytes, or empty when they are not the one DER form of two integers within
   * range: BER, negative, zero or too large integers, and trailing bytes are refused.
   *
   * @param order the order of the curve's base point
   */
  public static Optional<EcdsaSignature> decode(byte[] der, BigInteger order) {
    Cursor cursor = new Cursor(der);
    if (!cursor.enter(SEQUENCE) || cursor.end != der.length) {
      return Optional.empty();
    }
    BigInteger r = cursor.integer();
    BigInteger s = cursor.integer();
    if (!isInRange(r, order) || !isInRange(s, order) || cursor.position != der.length) {
      return Optional.empty();
    }
    return Optional.of(new EcdsaSignature(r, s));
  }

  private static boolean isInRange(BigInteger value, BigInteger order) {
    return value != null && value.signum() > 0 && value.compareTo(order) < 0;
  }

  /** The DER form. */
  public byte[] encode() {
    byte[] first = r.toByteArray();
    byte[] second = s.toByteArray();
    // The longest, that of P-521, is 2 * (2 + 66): its length takes two bytes at most.
    int body = 4 + first.length + second.length;
    int header = body < 0x80 ? 2 : 3;
    byte[] der = new byte[header + body];
    der[0] = SEQUENCE;
    if (header == 3) {
      der[1] = (byte) 0x81;
    }
    der[header - 1] = (byte) body;
    int next = put(der, header, first);
    put(der, next, second);
    return der;
  }

  private static int put(byte[] der, int offset, byte[] value) {
    der[offset] = INTEGER;
    der[offset + 1] = (byte) value.length;
    System.arraycopy(value, 0, der, offset + 2, value.length);
    return offset + 2 + value.length;
  }

  /** Reads tags and lengths, never beyond the array. */
  private static final class Cursor {
    private final byte[] der;
    private int position;
    private int end;

    Cursor(byte[] der) {
      this.der = der;
    }

    /**
     * Passes a tag and its length; afterwards the value is from {@link #position} to {@link #end}.
     */
    boolean enter(int tag) {
      if (der.length - position < 2 || (der[position] & 0xff) != tag) {
        return false;
      }
      int length = der[position + 1] & 0xff;
      position += 2;
      if (length == 0x81) {
        // DER: the short form for all that fits it. No signature needs the forms that are longer.
        if (position == der.length || (der[position] & 0xff) < 0x80) {
          return false;
        }
        length = der[position++] & 0xff;
      } else if (length >= 0x80) {
        return false;
      }
      end = position + length;
      return end <= der.length;
    }

    /** The next integer, which may be negative, or null when there is none in its shortest form. */
    BigInteger integer() {
      if (!enter(INTEGER) || end == position) {
        return null;
      }
      boolean padded =
          end - position > 1
              && ((der[position] == 0 && der[position + 1] >= 0)
                  || (der[position] == -1 && der[position + 1] < 0));
      if (padded) {
        return null;
      }
      BigInteger value = new BigInteger(der, position, end - position);
      position = end;
      return value;
    }
  }
}
