package io.gasket.tls.message.extension;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.TlsFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * application_layer_protocol_negotiation (RFC 7301 3.1). Names are byte strings; here they are
 * strings of ISO-8859-1, which keeps every byte.
 */
public final class ApplicationProtocols {
  private ApplicationProtocols() {}

  /**
   * Reads a list of one or more names to its last byte; decode_error for any other form, such as an
   * empty name.
   */
  public static List<String> read(Cursor body) throws TlsFailure {
    Cursor list = body.vector16("ProtocolNameList", 2, 0xffff);
    body.end();
    List<String> names = new ArrayList<>();
    while (list.remaining() > 0) {
      names.add(new String(list.bytes8("ProtocolName", 1, 255), StandardCharsets.ISO_8859_1));
    }
    return names;
  }

  /** The body for a list of names, each 1 to 255 bytes long. */
  public static byte[] encode(List<String> names) {
    Wire body = new Wire(64);
    int list = body.open16();
    for (String name : names) {
      int mark = body.open8();
      body.bytes(name.getBytes(StandardCharsets.ISO_8859_1)).close(mark);
    }
    return body.close(list).toBytes();
  }
}
