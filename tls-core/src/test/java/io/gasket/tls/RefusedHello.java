package io.gasket.tls;

import static io.gasket.tls.testing.Hellos.replacing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A change of a hello and how it is refused.
 *
 * @param phrases what the failure's text must say
 */
record RefusedHello<H>(
    String name, UnaryOperator<H> change, Alert alert, Reason reason, List<String> phrases) {

  /** Makes cases of changed extensions; {@code with} puts a changed block into a hello. */
  record Extensions<H>(BiFunction<H, UnaryOperator<ExtensionBlock>, H> with) {
    RefusedHello<H> refused(
        String name,
        UnaryOperator<ExtensionBlock> change,
        Alert alert,
        Reason reason,
        String... phrases) {
      return new RefusedHello<>(
          name, hello -> with.apply(hello, change), alert, reason, List.of(phrases));
    }

    RefusedHello<H> malformed(int type, String digits, String phrase) {
      String name = ExtensionType.name(type);
      return refused(
          name + " " + (digits.isEmpty() ? "without a body" : digits),
          replacing(type, Hex.bytes(digits)),
          Alert.DECODE_ERROR,
          Reason.MALFORMED_EXTENSION,
          name + ": ",
          phrase);
    }

    RefusedHello<H> duplicate(int type) {
      return refused(
          ExtensionType.name(type) + " twice",
          Hellos.repeating(type),
          Alert.ILLEGAL_PARAMETER,
          Reason.DUPLICATE_EXTENSION,
          "the hello holds " + ExtensionType.name(type) + " twice");
    }
  }

  void assertIs(TlsFailure failure) {
    assertEquals(alert, failure.alert(), failure::toString);
    assertEquals(reason, failure.reason(), failure::toString);
    for (String phrase : phrases) {
      assertTrue(failure.detail().contains(phrase), failure::detail);
    }
    assertFalse(failure.detail().chars().anyMatch(Character::isISOControl), failure::detail);
  }

  @Override
  public String toString() {
    return name;
  }
}
