package io.gasket.tls.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gasket.tls.testing.Resources;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * B7, C4: numbers that logs, alarms and documents refer to never change, and each can be looked up.
 * A new reason or alert is added to the file by hand; no line of it is ever changed or removed.
 */
class StableNumbersTest {
  @Test
  @DisplayName("every reason has the number it always had")
  void reasons() {
    assertEquals(
        Resources.lines(StableNumbersTest.class, "reasons.txt"),
        Stream.of(Reason.values()).map(reason -> reason.number() + " " + reason).sorted().toList(),
        "a new reason's line has to be added to reasons.txt; the others must not change");
  }

  @Test
  @DisplayName("every alert has the code of its RFC")
  void alerts() {
    assertEquals(
        Resources.lines(StableNumbersTest.class, "alerts.txt"),
        Stream.of(Alert.values()).map(alert -> alert.code() + " " + alert.rfcName()).toList());
  }

  @Test
  @DisplayName("numbers lead back to their reasons and alerts")
  void lookUp() {
    for (Reason reason : Reason.values()) {
      assertSame(reason, Reason.of(reason.number()));
    }
    for (Alert alert : Alert.values()) {
      assertSame(alert, Alert.of(alert.code()));
    }
  }

  @Test
  @DisplayName("C4: each has a meaning, likely causes and a remedy, in plain sentences")
  void explanations() {
    Stream<Explanation> all =
        Stream.concat(
            Stream.of(Reason.values()).map(Explanation::of),
            Stream.of(Alert.values()).map(Explanation::of));
    for (Explanation explanation : all.toList()) {
      for (String text : List.of(explanation.causes(), explanation.remedy())) {
        assertFalse(text.isBlank());
        assertFalse(text.chars().anyMatch(Character::isISOControl), text);
      }
      assertFalse(explanation.causes().endsWith("."), explanation.causes());
      assertEquals('.', explanation.remedy().charAt(explanation.remedy().length() - 1));
    }
  }
}
