package io.gasket.tls.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import org.junit.jupiter.api.function.Executable;

/** Assertions on failures. */
public final class Failures {
  private Failures() {}

  /** Asserts that this side finds fault, with an alert, a reason and an explanation. */
  public static TlsFailure assertFails(Alert alert, Reason reason, Executable action) {
    TlsFailure failure = assertThrows(TlsFailure.class, action);
    assertEquals(reason, failure.reason(), failure::getMessage);
    assertEquals(alert, failure.alert(), failure::getMessage);
    assertEquals(TlsFailure.Origin.LOCAL, failure.origin());
    assertFalse(failure.detail().isBlank());
    return failure;
  }
}
