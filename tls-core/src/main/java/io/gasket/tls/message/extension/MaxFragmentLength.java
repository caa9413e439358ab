package io.gasket.tls.message.extension;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** max_fragment_length (RFC 6066 4): a code for 2^9 to 2^12; the same from both sides. */
public final class MaxFragmentLength {
  private static final int LONGEST_CODE = 4;
  private static final int CODE_ZERO = 256;

  private MaxFragmentLength() {}

  /**
   * Reads the code to the body's last byte, any code.
   *
   * @throws TlsFailure decode_error unless it is one byte
   */
  public static int read(Cursor body) throws TlsFailure {
    int code = body.u8("MaxFragmentLength");
    body.end();
    return code;
  }

  /**
   * The length in bytes that a code stands for.
   *
   * @param whose for the failure's text, such as {@code the client}
   * @throws TlsFailure illegal_parameter for a code that stands for none
   */
  public static int of(int code, String whose) throws TlsFailure {
    if (code < 1 || code > LONGEST_CODE) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.BAD_FRAGMENT_LENGTH,
          whose
              + "'s max_fragment_length is "
              + code
              + "; RFC 6066 4 has 1 for 512 bytes, 2 for 1024, 3 for 2048 and 4 for 4096");
    }
    return CODE_ZERO << code;
  }

  /** Whether a length in bytes has a code. */
  public static boolean isOne(int length) {
    return Integer.bitCount(length) == 1
        && length > CODE_ZERO
        && length <= CODE_ZERO << LONGEST_CODE;
  }

  /** The body for a length in bytes that has a code. */
  public static byte[] encode(int length) {
    return new byte[] {(byte) Integer.numberOfTrailingZeros(length / CODE_ZERO)};
  }
}
