package io.gasket.tls.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C4: {@code explain} looks up alerts and reasons, by number and by name. */
final class ExplainTest {
  private static String explain(String... subjects) {
    StringWriter out = new StringWriter();
    String[] arguments = new String[subjects.length + 1];
    arguments[0] = "explain";
    System.arraycopy(subjects, 0, arguments, 1, subjects.length);
    assertEquals(0, Main.commandLine().setOut(new PrintWriter(out)).execute(arguments));
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "43, 'Alert 43, unsupported_certificate'",
    "unsupported_certificate, 'Alert 43, unsupported_certificate'",
    "unsupported-certificate, 'Alert 43, unsupported_certificate'",
    "407, 'Reason 407, REFUSED_SIGNATURE_ALGORITHM'",
    "REFUSED_SIGNATURE_ALGORITHM, 'Reason 407, REFUSED_SIGNATURE_ALGORITHM'",
    "refused_signature_algorithm, 'Reason 407, REFUSED_SIGNATURE_ALGORITHM'"
  })
  @DisplayName("C4: name, number, meaning, likely causes, and what to do")
  void explains(String subject, String head) {
    String text = explain(subject);
    assertEquals(head, text.lines().findFirst().orElseThrow());
    assertEquals(4, text.lines().count(), text);
    for (String part : new String[] {"  Meaning: ", "  Likely causes: ", "  What to do: "}) {
      assertEquals(
          1, text.lines().filter(line -> line.startsWith(part) && line.length() > 30).count());
    }
  }

  @Test
  @DisplayName("C1 C4: alert 43 leads to MD2, as in the story it took three tools to find")
  void theStory() {
    assertTrue(explain("43").contains("MD2"));
    assertTrue(explain("407").contains("MD2"));
  }

  @Test
  @DisplayName("a number or name of both kinds explains both")
  void both() {
    assertTrue(explain("110").startsWith("Alert 110, unsupported_extension\n"));
    assertTrue(explain("110").contains("\nReason 110, SSL2_HELLO\n"));
    assertTrue(explain("unexpected_message").contains("\nReason 204, UNEXPECTED_MESSAGE\n"));
  }

  @Test
  @DisplayName("each alert and reason can be looked up by number and name; without arguments, all")
  void all() {
    String list = explain();
    for (Alert alert : Alert.values()) {
      String head = "Alert " + alert.code() + ", " + alert.rfcName() + "\n";
      assertTrue(explain(alert.rfcName()).startsWith(head));
      assertTrue(explain("" + alert.code()).startsWith(head));
      assertTrue(list.contains(alert.code() + " " + alert.rfcName()));
    }
    for (Reason reason : Reason.values()) {
      String head = "Reason " + reason.number() + ", " + reason + "\n";
      assertTrue(explain(reason.name()).contains(head));
      assertTrue(explain("" + reason.number()).contains(head));
      assertTrue(list.contains(reason.number() + " " + reason));
    }
  }
}
