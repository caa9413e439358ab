package io.gasket.tls.testing;

import java.util.HexFormat;

/** Bytes as RFCs print them. */
public final class Hex {
  private Hex() {}

  /** The bytes of hexadecimal digits; blanks between them do not matter. */
  public static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /** Digits without blanks. */
  public static String text(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
