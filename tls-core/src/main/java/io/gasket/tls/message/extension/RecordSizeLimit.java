package io.gasket.tls.message.extension;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** record_size_limit (RFC 8449 4); the same form from both sides. */
public final class RecordSizeLimit {
  /** The least that may be said, in bytes. */
  public static final int LEAST = 64;

  /** The most that TLS 1.2 may say, in bytes. */
  public static final int MOST = 16_384;

  private RecordSizeLimit() {}

  /**
   * Reads what the peer takes, to the body's last byte. More than TLS 1.2 allows means its most:
   * the peer may speak of a version that has longer records.
   *
   * @param whose for the failure's text, such as {@code the client}
   * @return 64 to 16 384 bytes
   * @throws TlsFailure decode_error for a wrong form, illegal_parameter for less than 64
   */
  public static int read(Cursor body, String whose) throws TlsFailure {
    int limit = body.u16("RecordSizeLimit");
    body.end();
    if (limit < LEAST) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.RECORD_SIZE_LIMIT_TOO_SMALL,
          whose
              + "'s record_size_limit is "
              + limit
              + "; RFC 8449 4 has 64 bytes as the least that may be sent");
    }
    return Math.min(limit, MOST);
  }

  /** The body for a limit of {@link #LEAST} to {@link #MOST} bytes. */
  public static byte[] encode(int limit) {
    return new byte[] {(byte) (limit >>> 8), (byte) limit};
  }
}
