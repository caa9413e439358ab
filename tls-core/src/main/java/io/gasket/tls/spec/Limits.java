package io.gasket.tls.spec;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Bounds on what a peer can make this side hold, repeat or wait for. Immutable; start from {@link
 * #defaults()} and change what is needed with the {@code with…} methods. Each default is argued in
 * SPEC-NOTES.md.
 *
 * @param handshakeMessage longest handshake message in bytes, without its 4-byte header; 1 024 to
 *     16 777 215, default 65 535
 * @param handshakeBytes most bytes of handshake messages, with their headers, that a peer sends in
 *     one handshake; 1 024 to 1 073 741 824, default 262 144
 * @param handshakeMessages most messages that a peer sends in one handshake; 10 to 1 000, default
 *     20
 * @param certificates most certificates in a peer's chain; 1 to 100, default 10
 * @param renegotiationRequests most requests to renegotiate that are ignored within a handshake,
 *     and most that are refused after it; 0 to 1 000, default 4
 * @param emptyRecords most empty records in a row; 0 to 1 000, default 32
 * @param warningAlerts most warning alerts, close_notify apart, in a connection; 0 to 1 000,
 *     default 4
 * @param ticket longest ticket in bytes that a client keeps, longer ones being dropped; 0 to 65
 *     535, default 16 384
 * @param handshakeDeadline longest duration of a handshake, from the first tick on; positive,
 *     default 10 s
 */
public record Limits(
    int handshakeMessage,
    int handshakeBytes,
    int handshakeMessages,
    int certificates,
    int renegotiationRequests,
    int emptyRecords,
    int warningAlerts,
    int ticket,
    Duration handshakeDeadline) {

  private static final Limits DEFAULTS = new Draft().limits();

  /**
   * Checks each bound against its range; throws {@link IllegalArgumentException} that names the
   * bound.
   */
  public Limits {
    check("handshakeMessage", handshakeMessage, 1_024, 0xffffff);
    check("handshakeBytes", handshakeBytes, 1_024, 1 << 30);
    check("handshakeMessages", handshakeMessages, 10, 1_000);
    check("certificates", certificates, 1, 100);
    check("renegotiationRequests", renegotiationRequests, 0, 1_000);
    check("emptyRecords", emptyRecords, 0, 1_000);
    check("warningAlerts", warningAlerts, 0, 1_000);
    check("ticket", ticket, 0, 0xffff);
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
    return with(draft -> draft.handshakeMessage = bytes);
  }

  /** A copy with another {@link #handshakeBytes()}. */
  public Limits withHandshakeBytes(int bytes) {
    return with(draft -> draft.handshakeBytes = bytes);
  }

  /** A copy with another {@link #handshakeMessages()}. */
  public Limits withHandshakeMessages(int count) {
    return with(draft -> draft.handshakeMessages = count);
  }

  /** A copy with another {@link #certificates()}. */
  public Limits withCertificates(int count) {
    return with(draft -> draft.certificates = count);
  }

  /** A copy with another {@link #renegotiationRequests()}. */
  public Limits withRenegotiationRequests(int count) {
    return with(draft -> draft.renegotiationRequests = count);
  }

  /** A copy with another {@link #emptyRecords()}. */
  public Limits withEmptyRecords(int count) {
    return with(draft -> draft.emptyRecords = count);
  }

  /** A copy with another {@link #warningAlerts()}. */
  public Limits withWarningAlerts(int count) {
    return with(draft -> draft.warningAlerts = count);
  }

  /** A copy with another {@link #ticket()}. */
  public Limits withTicket(int bytes) {
    return with(draft -> draft.ticket = bytes);
  }

  /** A copy with another {@link #handshakeDeadline()}. */
  public Limits withHandshakeDeadline(Duration deadline) {
    return with(draft -> draft.handshakeDeadline = deadline);
  }

  private Limits with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.handshakeMessage = handshakeMessage;
    draft.handshakeBytes = handshakeBytes;
    draft.handshakeMessages = handshakeMessages;
    draft.certificates = certificates;
    draft.renegotiationRequests = renegotiationRequests;
    draft.emptyRecords = emptyRecords;
    draft.warningAlerts = warningAlerts;
    draft.ticket = ticket;
    draft.handshakeDeadline = handshakeDeadline;
    change.accept(draft);
    return draft.limits();
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", not " + value);
    }
  }

  /** Limits under construction: the defaults, by name, until changed. */
  private static final class Draft {
    private int handshakeMessage = 65_535;
    private int handshakeBytes = 262_144;
    private int handshakeMessages = 20;
    private int certificates = 10;
    private int renegotiationRequests = 4;
    private int emptyRecords = 32;
    private int warningAlerts = 4;
    private int ticket = 16_384;
    private Duration handshakeDeadline = Duration.ofSeconds(10);

    private Limits limits() {
      return new Limits(
          handshakeMessage,
          handshakeBytes,
          handshakeMessages,
          certificates,
          renegotiationRequests,
          emptyRecords,
          warningAlerts,
          ticket,
          handshakeDeadline);
    }
  }
}
