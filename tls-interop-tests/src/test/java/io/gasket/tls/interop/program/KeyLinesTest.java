package io.gasket.tls.interop.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Keys in standard input")
final class KeyLinesTest {
  /** What came out, one letter for each key, data in brackets. */
  private static final class Heard implements KeyLines.Reader {
    private final List<String> heard = new ArrayList<>();

    @Override
    public void data(byte[] bytes) {
      heard.add("[" + new String(bytes, ISO_8859_1) + "]");
    }

    @Override
    public void key(KeyLines.Key key) {
      heard.add(key.name());
    }

    String all() {
      return String.join("", heard).replace("][", "");
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "a line that is exactly R or Q is a key, all else is data, in whatever pieces it comes")
  @CsvSource({
    "R., RENEGOTIATE",
    "Q., QUIT",
    "R_., RENEGOTIATE",
    "R.R.Q., RENEGOTIATERENEGOTIATEQUIT",
    "one.R.two., [one.]RENEGOTIATE[two.]",
    "R, [R]",
    "Q_, [Q_]",
    "R_x., [R_x.]",
    "r.q., [r.q.]",
    "Re.QR. R.R ., [Re.QR. R.R .]",
    "..R., [..]RENEGOTIATE",
    "\u00ff.Q., [\u00ff.]QUIT",
  })
  void lines(String input, String expected) throws Exception {
    byte[] bytes = input.replace('.', '\n').replace('_', '\r').getBytes(ISO_8859_1);
    for (int piece = 1; piece <= bytes.length; piece++) {
      Heard heard = new Heard();
      KeyLines lines = new KeyLines(heard);
      for (int from = 0; from < bytes.length; from += piece) {
        int length = Math.min(piece, bytes.length - from);
        byte[] some = new byte[bytes.length];
        System.arraycopy(bytes, from, some, 0, length);
        lines.take(some, length);
      }
      lines.end();
      assertEquals(expected, heard.all().replace('\n', '.').replace('\r', '_'));
    }
  }

  @Test
  @DisplayName("data does not wait for the end of its line")
  void unfinishedLine() throws Exception {
    Heard heard = new Heard();
    new KeyLines(heard).take("no end".getBytes(ISO_8859_1), 6);
    assertEquals("[no end]", heard.all());
  }
}
