package io.gasket.tls.message.extension;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** server_name (RFC 6066 3). */
public final class ServerName {
  private static final int HOST_NAME = 0;

  /** The list's length, the name's type and its length. */
  private static final int HEADERS_LENGTH = 5;

  private ServerName() {}

  /**
   * Reads a client's list.
   *
   * @return the host name in lower case, or null when the list holds none of that type
   * @throws TlsFailure decode_error for a wrong form; illegal_parameter for two host names or one
   *     that is no DNS name
   */
  public static String read(Cursor body) throws TlsFailure {
    Cursor list = body.vector16("ServerNameList", 1, 0xffff);
    body.end();
    String host = null;
    while (list.remaining() > 0) {
      int type = list.u8("name_type");
      byte[] name = list.bytes16("HostName", 1, 0xffff);
      if (type != HOST_NAME) {
        continue;
      }
      if (host != null) {
        throw illegal("holds two names of type host_name; RFC 6066 3 allows one");
      }
      host = dnsName(name);
    }
    return host;
  }

  /** The body for a list with one host name, ASCII. */
  public static byte[] encode(String host) {
    Wire body = new Wire(HEADERS_LENGTH + host.length());
    write(body, host);
    return body.take();
  }

  /** Writes the list with one host name, ASCII. */
  public static void write(Wire body, String host) {
    int list = body.open16();
    body.u8(HOST_NAME);
    int name = body.open16();
    body.text(host).close(name).close(list);
  }

  private static String dnsName(byte[] name) throws TlsFailure {
    if (name.length > 255) {
      throw illegal("holds a host name of " + name.length + " bytes; a DNS name has at most 255");
    }
    for (byte b : name) {
      boolean ok =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || b == '-'
              || b == '.'
              || b == '_'
              || b == ':';
      if (!ok) {
        throw illegal("holds a host name with byte " + (b & 0xff) + ", which no DNS name has");
      }
    }
    String host = new String(name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (host.isEmpty() || host.startsWith(".") || host.endsWith(".") || host.contains("..")) {
      throw illegal("holds a host name with an empty label");
    }
    return host;
  }

  private static TlsFailure illegal(String what) {
    return TlsFailure.local(
        Alert.ILLEGAL_PARAMETER, Reason.MALFORMED_EXTENSION, "server_name " + what);
  }
}
