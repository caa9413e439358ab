package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Failures;
import io.gasket.tls.testing.ScriptedPeer;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Assertions on how an engine fails: once, with one alert, and for good. */
final class Refusals {
  private Refusals() {}

  /**
   * Asserts that what the peer does makes its engine fail with an alert that the peer can read, and
   * that the engine stays failed.
   */
  static TlsFailure assertRefuses(
      ScriptedPeer peer, Alert alert, Reason reason, Executable action) {
    TlsFailure failure = Failures.assertFails(alert, reason, action);
    assertTells(peer, alert);
    assertStaysFailed(peer.engine(), failure);
    return failure;
  }

  /** Asserts that the peer can read one fatal alert, which is the last thing it hears. */
  static void assertTells(ScriptedPeer peer, Alert alert) {
    try {
      assertEquals(List.of("fatal " + alert), peer.alerts());
    } catch (TlsFailure e) {
      throw new AssertionError("the alert cannot be read", e);
    }
  }

  /** Asserts that all methods throw the same failure, and that nothing more is to be done. */
  static void assertStaysFailed(TlsEngine engine, TlsFailure failure) {
    ByteBuffer any = ByteBuffer.allocate(100);
    assertSame(failure, engine.failure());
    assertSame(failure, assertThrows(TlsFailure.class, () -> engine.receive(any, any.slice())));
    assertSame(failure, assertThrows(TlsFailure.class, () -> engine.send(any, any.slice())));
    assertSame(
        failure,
        assertThrows(
            TlsFailure.class, () -> engine.send(new ByteBuffer[] {any}, 0, 1, any.slice())));
    assertSame(failure, assertThrows(TlsFailure.class, engine::endOfInput));
    assertSame(failure, assertThrows(TlsFailure.class, () -> engine.tick(1)));
    engine.close();
    assertEquals(0, engine.bytesToFlush());
    assertEquals(0, engine.flush(any));
    assertEquals(100, any.remaining());
    assertEquals(Long.MAX_VALUE, engine.nanosLeft());
    assertEquals(
        TlsEngine.FAILED | TlsEngine.OUTPUT_CLOSED,
        engine.needs() & ~(TlsEngine.CONNECTED | TlsEngine.INPUT_CLOSED));
    assertFalse(failure.detail().isBlank());
  }
}
