package io.gasket.tls.message.extension;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * ec_point_formats (RFC 8422 5.1.2). Only the uncompressed format exists for us; the list is the
 * same from both sides.
 */
public final class PointFormats {
  private static final int UNCOMPRESSED = 0;
  private static final byte[] UNCOMPRESSED_ONLY = {1, UNCOMPRESSED};

  private PointFormats() {}

  /**
   * Reads a list and checks that it holds the uncompressed format.
   *
   * @throws TlsFailure decode_error for a wrong form, illegal_parameter when the uncompressed
   *     format is missing
   */
  public static void check(Cursor body) throws TlsFailure {
    boolean uncompressed = body.has8("ECPointFormatList", 1, 255, UNCOMPRESSED);
    body.end();
    if (!uncompressed) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.BAD_POINT_FORMATS,
          "ec_point_formats lacks uncompressed(0), which RFC 8422 5.1.2 requires");
    }
  }

  /** The body that both sides send; not to be changed. */
  public static byte[] encode() {
    return UNCOMPRESSED_ONLY;
  }
}
