package io.gasket.tls.message.extension;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.TlsFailure;

/**
 * A list of 16-bit codes with a 16-bit length: the body of supported_groups (RFC 8422 5.1.1) and of
 * signature_algorithms (RFC 5246 7.4.1.4.1).
 */
public final class CodeList {
  private CodeList() {}

  /** Reads a list of one or more codes to its last byte; decode_error for any other form. */
  public static int[] read(Cursor body, String field) throws TlsFailure {
    int[] codes = body.codes16(field, 2, 0xfffe);
    body.end();
    return codes;
  }

  /** The body for a list of codes. */
  public static byte[] encode(int[] codes) {
    Wire body = new Wire(2 + 2 * codes.length);
    int list = body.open16();
    for (int code : codes) {
      body.u16(code);
    }
    return body.close(list).toBytes();
  }
}
