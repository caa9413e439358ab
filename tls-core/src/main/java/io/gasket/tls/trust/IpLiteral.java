package io.gasket.tls.trust;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * IP addresses as text. Written out here because the JDK's own parser is the resolver's: it takes
 * what is not a literal for a host name to look up.
 */
final class IpLiteral {
  private IpLiteral() {}

  /**
   * The bytes of an IPv4 dotted quad (four decimal numbers without leading zeros) or an IPv6
   * address (RFC 4291 2.2, with or without brackets, without zone).
   *
   * @return 4 or 16 bytes, or null when the text is no such literal
   */
  static byte[] parse(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      return parse6(text.substring(1, text.length() - 1));
    }
    return text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
  }

  private static byte[] parse4(String text) {
    // Nearly all texts are names, whose last character tells.
    if (text.isEmpty() || text.charAt(text.length() - 1) > '9') {
      return null;
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return address;
  }

  private static byte[] parse6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] address = groups(text);
      return address != null && address.length == 16 ? address : null;
    }
    byte[] before = groups(text.substring(0, gap));
    byte[] after = groups(text.substring(gap + 2));
    // An embedded IPv4 address is the end of the whole, so cannot stand before the gap; nor can a
    // second gap follow.
    if (before == null
        || after == null
        || before.length + after.length > 14
        || text.substring(0, gap).indexOf('.') >= 0) {
      return null;
    }
    byte[] address = Arrays.copyOf(before, 16);
    System.arraycopy(after, 0, address, 16 - after.length, after.length);
    return address;
  }

  /**
   * The bytes of groups of hexadecimal digits between colons, the last of which may be a dotted
   * quad.
   */
  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    if (parts.length > 8) {
      return null;
    }
    byte[] bytes = new byte[16];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      byte[] quad = i == parts.length - 1 ? parse4(parts[i]) : null;
      if (quad != null && length <= 12) {
        System.arraycopy(quad, 0, bytes, length, 4);
        length += 4;
      } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
        int group = Integer.parseInt(parts[i], 16);
        bytes[length++] = (byte) (group >> 8);
        bytes[length++] = (byte) group;
      } else {
        return null;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** An address as text; bytes of any other number than 4 or 16 in hexadecimal. */
  static String format(byte[] address) {
    return switch (address.length) {
      case 4 -> {
        StringJoiner quad = new StringJoiner(".");
        for (byte part : address) {
          quad.add(Integer.toString(part & 0xff));
        }
        yield quad.toString();
      }
      case 16 -> {
        StringJoiner groups = new StringJoiner(":");
        for (int i = 0; i < 16; i += 2) {
          groups.add(Integer.toHexString(((address[i] & 0xff) << 8) | (address[i + 1] & 0xff)));
        }
        yield groups.toString();
      }
      default -> "an IP address of the bytes " + HexFormat.of().formatHex(address);
    };
  }
}
