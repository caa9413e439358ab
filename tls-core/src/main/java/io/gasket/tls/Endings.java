package io.gasket.tls;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.Objects;

/** The failures that alerts and endings of the connection are. Stateless. */
final class Endings {
  private Endings() {}

  /**
   * A fatal alert.
   *
   * @param alert null when the code is not assigned
   * @param step what was due from the peer, or null after the handshake
   */
  static TlsFailure failure(Alert alert, int code, String step) {
    String what =
        alert == null
            ? "a fatal alert with the unassigned code " + code
            : "the fatal alert " + alert;
    String meaning = alert == null ? "" : ", which means: " + alert.meaning();
    String when = step == null ? "after the handshake" : "while " + step + " was due from it";
    return TlsFailure.peer(
        alert, Reason.ALERT_RECEIVED, "the peer sent " + what + " " + when + meaning);
  }

  /** A close_notify where a handshake message was due. */
  static TlsFailure closedDuringHandshake(String step) {
    return TlsFailure.peer(
        Alert.CLOSE_NOTIFY,
        Reason.CLOSE_DURING_HANDSHAKE,
        "the peer sent close_notify while " + step + " was due from it");
  }

  /**
   * The application's own refusal.
   *
   * @throws IllegalArgumentException for close_notify, which is no failure
   */
  static TlsFailure refused(Alert alert, String detail) {
    if (alert == Alert.CLOSE_NOTIFY) {
      throw new IllegalArgumentException("close_notify is no failure; use close()");
    }
    return TlsFailure.local(
        alert, Reason.APPLICATION_REFUSED, Objects.requireNonNull(detail, "detail"));
  }

  /** This side's own end before the handshake was done. */
  static TlsFailure abandoned(String step) {
    return TlsFailure.transport(
        Reason.ABORTED,
        "this side closed the connection while " + step + " was due from the peer",
        null);
  }

  /** The end of the connection without close_notify. */
  static TlsFailure truncated() {
    return TlsFailure.transport(
        Reason.TRUNCATED,
        "the connection ended without the peer's close_notify; what was received may not be all that was sent (RFC 5246 7.2.1)",
        null);
  }

  /** The end of the connection where a handshake message was due. */
  static TlsFailure endedDuringHandshake(String step) {
    return TlsFailure.transport(
        Reason.CLOSED_DURING_HANDSHAKE,
        "the peer closed the connection while " + step + " was due from it",
        null);
  }
}
