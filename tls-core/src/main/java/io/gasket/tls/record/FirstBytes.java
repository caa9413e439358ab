package io.gasket.tls.record;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Names what a peer speaks whose very first byte is no TLS content type. Judges on the bytes that
 * are there.
 */
final class FirstBytes {
  private static final int PREVIEW_LENGTH = 8;
  private static final int SSL_2_0 = 0x0002;

  /** Starts of HTTP requests, and of a response. */
  private static final String[] HTTP_STARTS = {
    "GET ", "POST", "PUT ", "HEAD", "OPTI", "DELE", "PATC", "CONN", "TRAC", "PRI ", "HTTP"
  };

  private FirstBytes() {}

  /**
   * The failure for a connection that starts with the bytes between position and limit, at least
   * one. The alert is unexpected_message, which RFC 5246 6.2.1 demands for any unknown record type,
   * plain HTTP included: what the peer makes of the alert's bytes is its matter. An SSL 2.0 hello
   * gets protocol_version, since its sender speaks TLS's ancestor and may understand.
   */
  static TlsFailure fault(ByteBuffer src) {
    byte[] start = new byte[Math.min(src.remaining(), PREVIEW_LENGTH)];
    src.duplicate().get(start);
    if (isHttp(start)) {
      return http(start);
    }
    if (isSsl2Hello(start)) {
      return TlsFailure.local(
          Alert.PROTOCOL_VERSION,
          Reason.SSL2_HELLO,
          "The peer sent a ClientHello in the format of SSL 2.0 that offers "
              + ssl2Offer(start)
              + ". SSL 2.0 must not be negotiated (RFC 6176), its format has no room for the extensions TLS 1.2 needs, and this side"
              + " speaks TLS 1.2 only. Turn SSL 2.0 compatibility off in the client.");
    }
    return TlsFailure.local(
        Alert.UNEXPECTED_MESSAGE,
        Reason.NOT_TLS,
        "The connection starts with the bytes "
            + HexFormat.ofDelimiter(" ").formatHex(start)
            + ", which is no TLS record: those start with 20 to 23 (0x14 to 0x17, RFC 5246 6.2.1). Check that the peer speaks TLS"
            + " on this port, and from the first byte on.");
  }

  private static boolean isHttp(byte[] start) {
    String seen = head(start);
    for (String known : HTTP_STARTS) {
      if (known.startsWith(seen)) {
        return true;
      }
    }
    return false;
  }

  private static TlsFailure http(byte[] start) {
    String seen = head(start);
    String who;
    if (seen.startsWith("HT")) {
      who =
          "The server answered in plain HTTP: it does not speak TLS on this port. Connect to its TLS port, or without TLS.";
    } else if (seen.equals("H")) {
      who = "The peer speaks plain HTTP on a TLS connection.";
    } else {
      who =
          "The client sent a plain HTTP request to a TLS port. It should use https:// or the plain port.";
    }
    return TlsFailure.local(
        Alert.UNEXPECTED_MESSAGE,
        Reason.PLAINTEXT_HTTP,
        who
            + " The first bytes read \""
            + seen
            + "\" where a TLS record must start (RFC 5246 6.2.1).");
  }

  /**
   * The first four bytes, or as many as there are, as letters; anything but ASCII matches nothing.
   */
  private static String head(byte[] start) {
    return new String(start, 0, Math.min(start.length, 4), StandardCharsets.ISO_8859_1);
  }

  private static String ssl2Offer(byte[] start) {
    int version = (start[3] & 0xff) << 8 | (start[4] & 0xff);
    return version == SSL_2_0 ? "SSL 2.0" : ProtocolVersion.name(version);
  }

  /**
   * Two bytes of length with the top bit set, message type 1, version 0x0002 or 0x03xx (RFC 5246
   * E.2).
   */
  private static boolean isSsl2Hello(byte[] start) {
    return start.length >= 5
        && (start[0] & 0x80) != 0
        && start[2] == 1
        && (start[3] == 3 || (start[3] == 0 && start[4] == 2));
  }
}
