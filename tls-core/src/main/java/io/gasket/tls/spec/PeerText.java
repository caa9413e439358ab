package io.gasket.tls.spec;

/**
 * Makes text that a peer wrote fit to stand in a failure's detail, a log line or an event: bounded,
 * on one line, and free of characters that a terminal or log viewer would obey. Thread-safe.
 */
public final class PeerText {
  private PeerText() {}

  /**
   * The text with every control, format (bidirectional overrides among them), separator, private
   * and unassigned character, and every lone surrogate, written as {@code \}{@code uXXXX}.
   *
   * @param text the peer's text, of any length and content
   * @param max most characters of the result, at least 1; a longer text is cut and ends in an
   *     ellipsis
   */
  public static String quote(String text, int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1, not " + max);
    }
    StringBuilder quoted = new StringBuilder(Math.min(text.length(), max));
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      String piece = isPlain(point) ? Character.toString(point) : escaped(point);
      i += Character.charCount(point);
      boolean last = i == text.length();
      if (quoted.length() + piece.length() > (last ? max : max - 1)) {
        return quoted.append('\u2026').toString();
      }
      quoted.append(piece);
    }
    return quoted.toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String escaped(int point) {
    return point <= 0xffff ? String.format("\\u%04x", point) : String.format("\\U%06x", point);
  }
}
