package io.gasket.tls.message.extension;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.List;

/** signed_certificate_timestamp (RFC 6962 3.3.1) as a server answers it. */
public final class Timestamps {
  private Timestamps() {}

  /**
   * Reads a SignedCertificateTimestampList of one or more timestamps to its last byte; decode_error
   * for any other form.
   *
   * @return each SerializedSCT, unread
   */
  public static List<byte[]> read(Cursor body) throws TlsFailure {
    Cursor list = body.vector16("sct_list", 1, 0xffff);
    body.end();
    List<byte[]> timestamps = new ArrayList<>();
    while (list.remaining() > 0) {
      timestamps.add(list.bytes16("SerializedSCT", 1, 0xffff));
    }
    return timestamps;
  }
}
