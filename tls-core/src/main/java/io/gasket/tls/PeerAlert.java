package io.gasket.tls;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** The failures that the peer's alerts are. Stateless. */
final class PeerAlert {
  private PeerAlert() {}

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
}
