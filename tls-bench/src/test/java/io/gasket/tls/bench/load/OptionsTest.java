package io.gasket.tls.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Command lines of the load programs")
class OptionsTest {
  private static final Options DEFAULTS =
      Options.none().option("seconds", "10", "how long").option("servers", "a,b", "which");

  @Test
  @DisplayName("what is not given keeps its default")
  void defaults() throws ProgramFailure {
    Options options = DEFAULTS.with(new String[] {"--servers", "b, c"});
    assertEquals(10, options.number("seconds", 1));
    assertEquals(List.of("b", "c"), options.list("servers"));
  }

  @Test
  @DisplayName("an unknown option is answered with the list of all")
  void unknown() {
    String answer = failure("--second", "3");
    assertTrue(answer.contains("no such option: --second"), answer);
    assertTrue(answer.contains("--seconds"), answer);
    assertTrue(answer.contains("how long (10)"), answer);
  }

  @Test
  @DisplayName("an option without a value says what it is for")
  void withoutValue() {
    assertEquals("--seconds wants a value: how long", failure("--seconds"));
  }

  @Test
  @DisplayName("no number, and a number too small")
  void numbers() {
    String text = "--seconds wants a whole number of at least 1, not \"%s\"";
    for (String value : List.of("x", "0", "", "1.5")) {
      assertEquals(text.formatted(value), failure("--seconds", value));
    }
  }

  private static String failure(String... args) {
    ProgramFailure failure =
        assertThrows(
            ProgramFailure.class,
            () -> {
              int unused = DEFAULTS.with(args).number("seconds", 1);
            });
    return failure.getMessage();
  }
}
