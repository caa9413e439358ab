package io.gasket.tls.spec;

import java.time.Duration;

/**
 * Bounds on what a peer can make this side hold, repeat or wait for. Immutable; start from {@link
 * #defaults()} and change what is needed with the {@code with…} methods. Each default is argued in
 * SPEC-NOTES.md.
 *
 * @param handshakeMessage longest handshake message in bytes, without its 4-byte header; 1 024 to
 *     16 777 215, default 65 535
 * @param certificates most certificates in a peer's chain; 1 to 100, default 10
 * @param emptyRecords most empty records in a row; 0 to 1 000, default 32
 * @param warningAlerts most warning alerts, close_notify apart, in a connection; 0 to 1 000,
 *     default 4
 * @param handshakeDeadline longest duration of a handshake, from the first tick on; positive,
 *     default 10 s
 */
public record Limits(
    int handshakeMessage,
    int certificates,
    int emptyRecords,
    int warningAlerts,
    Duration handshakeDeadline) {

  private static final Limits DEFAULTS = new Limits(65_535, 10, 32, 4, Duration.ofSeconds(10));

  /**
   * Checks each bound against its range; throws {@link IllegalArgumentException} that names the
   * bound.
   */
  public Limits {
    check("handshakeMessage", handshakeMessage, 1_024, 0xffffff);
    check("certificates", certificates, 1, 100);
    check("emptyRecords", emptyRecords, 0, 1_000);
    check("warningAlerts", warningAlerts, 0, 1_000);
    if (handshakeDeadline.isNegative() || handshakeDeadline.isZero()) {
      throw new IllegalArgumentException(
          "handshakeDeadline must be positive, not " + handshakeDeadline);
    }
  }

  /** The documented defaults. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** A copy with another {@link #handshakeMessage()}. */
  public Limits withHandshakeMessage(int bytes) {
    return new Limits(bytes, certificates, emptyRecords, warningAlerts, handshakeDeadline);
  }

  /** A copy with another {@link #certificates()}. */
  public Limits withCertificates(int count) {
    return new Limits(handshakeMessage, count, emptyRecords, warningAlerts, handshakeDeadline);
  }

  /** A copy with another {@link #emptyRecords()}. */
  public Limits withEmptyRecords(int count) {
    return new Limits(handshakeMessage, certificates, count, warningAlerts, handshakeDeadline);
  }

  /** A copy with another {@link #warningAlerts()}. */
  public Limits withWarningAlerts(int count) {
    return new Limits(handshakeMessage, certificates, emptyRecords, count, handshakeDeadline);
  }

  /** A copy with another {@link #handshakeDeadline()}. */
  public Limits withHandshakeDeadline(Duration deadline) {
    return new Limits(handshakeMessage, certificates, emptyRecords, warningAlerts, deadline);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", not " + value);
    }
  }
}
