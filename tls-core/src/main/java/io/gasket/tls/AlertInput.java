package io.gasket.tls;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * Reads alerts out of alert records: several in one, or one over two records (RFC 5246 7.2). Counts
 * warnings. Not thread-safe.
 */
final class AlertInput {
  static final int WARNING = 1;
  static final int FATAL = 2;
  private static final int NONE = -1;

  private final int warningLimit;
  private int level = NONE;
  private int warnings;

  /** Takes alerts one by one. */
  interface Handler {
    /**
     * An alert.
     *
     * @return whether to go on with those behind it; after close_notify all is ignored
     */
    boolean onAlert(boolean fatal, int code) throws TlsFailure;
  }

  /**
   * For one connection.
   *
   * @param warnings how many have come so far
   */
  AlertInput(int warningLimit, int warnings) {
    this.warningLimit = warningLimit;
    this.warnings = warnings;
  }

  /** How many warnings have come. */
  int warnings() {
    return warnings;
  }

  /** Whether an alert has come in part. */
  boolean insideAlert() {
    return level != NONE;
  }

  /**
   * Takes the contents of an alert record.
   *
   * @throws TlsFailure illegal_parameter for an unknown level, unexpected_message for too many
   *     warnings
   */
  void onRecord(byte[] fragment, int offset, int length, Handler handler) throws TlsFailure {
    for (int i = offset; i < offset + length; i++) {
      int value = fragment[i] & 0xff;
      if (level == NONE) {
        checkLevel(value);
        level = value;
      } else {
        boolean fatal = level == FATAL;
        level = NONE;
        if (!fatal && value != Alert.CLOSE_NOTIFY.code()) {
          countWarning(value);
        }
        if (!handler.onAlert(fatal, value)) {
          return;
        }
      }
    }
  }

  /**
   * Checks that no alert has come in part, which at a change of keys would mix what is protected
   * with what is not.
   */
  void checkWhole() throws TlsFailure {
    if (insideAlert()) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          Reason.MALFORMED_ALERT,
          "change_cipher_spec came in the middle of an alert");
    }
  }

  private static void checkLevel(int value) throws TlsFailure {
    if (value != WARNING && value != FATAL) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.MALFORMED_ALERT,
          "an alert has level " + value + "; there are warning(1) and fatal(2) (RFC 5246 7.2)");
    }
  }

  private void countWarning(int code) throws TlsFailure {
    if (++warnings > warningLimit) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          Reason.TOO_MANY_WARNINGS,
          "the peer sent more than "
              + warningLimit
              + " warning alerts (Limits.warningAlerts), the last with code "
              + code);
    }
  }
}
