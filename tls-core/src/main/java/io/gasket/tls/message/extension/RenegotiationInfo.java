package io.gasket.tls.message.extension;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.TlsFailure;

/** renegotiation_info (RFC 5746 3.2). */
public final class RenegotiationInfo {
  /** renegotiated_connection of an initial handshake: nothing. */
  private static final byte[] INITIAL = {0};

  private RenegotiationInfo() {}

  /** Reads renegotiated_connection, 0 to 255 bytes; decode_error for any other form. */
  public static byte[] read(Cursor body) throws TlsFailure {
    byte[] data = body.bytes8("renegotiated_connection", 0, 255);
    body.end();
    return data;
  }

  /** The body for renegotiated_connection, at most 255 bytes; not to be changed. */
  public static byte[] encode(byte[] renegotiatedConnection) {
    if (renegotiatedConnection.length == 0) {
      return INITIAL;
    }
    Wire body = new Wire(1 + renegotiatedConnection.length);
    int mark = body.open8();
    return body.bytes(renegotiatedConnection).close(mark).toBytes();
  }
}
