package io.gasket.tls.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Text of a peer cannot break a line, move a cursor, turn a reading direction or flood a log. */
class PeerTextTest {
  @Test
  @DisplayName("plain text, of any script, stays as it is")
  void keepsPlainText() {
    assertEquals(
        "CN=B\u00fccher, O=\u6771\u4eac", PeerText.quote("CN=B\u00fccher, O=\u6771\u4eac", 100));
  }

  @Test
  @DisplayName("control, separator, format, private and lone surrogate characters are written out")
  void escapes() {
    assertEquals("a\\u000d\\u000ab", PeerText.quote("a\r\nb", 100));
    assertEquals("\\u001b[31m\\u0000", PeerText.quote("\u001b[31m\0", 100));
    assertEquals("\\u202e\\u2028\\u0085", PeerText.quote("\u202e\u2028\u0085", 100));
    assertEquals("\\ue000\\ud800", PeerText.quote("\ue000\ud800", 100));
    assertEquals("\\U0e0041", PeerText.quote(Character.toString(0xe0041), 100));
  }

  @Test
  @DisplayName("a long text is cut, within its bound, and shows it")
  void cuts() {
    assertEquals("abcd", PeerText.quote("abcd", 4));
    assertEquals("abc\u2026", PeerText.quote("abcde", 4));
    assertEquals("\u2026", PeerText.quote("\n", 5));
    assertEquals("\u2026", PeerText.quote("ab", 1));
    assertThrows(IllegalArgumentException.class, () -> PeerText.quote("a", 0));
  }

  @Property
  @Label("any text: bounded and free of control characters")
  void bounded(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int max) {
    String quoted = PeerText.quote(text, max);
    assertTrue(quoted.length() <= max);
    assertTrue(quoted.codePoints().noneMatch(Character::isISOControl));
  }
}
