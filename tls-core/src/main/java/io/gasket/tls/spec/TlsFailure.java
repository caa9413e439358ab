package io.gasket.tls.spec;

import java.io.IOException;
import java.util.Objects;

/**
 * The one failure of a connection: which alert it has on the wire, a stable {@link Reason}, a text
 * that says what was offered, what was held, which rule decided and what to change, and whose
 * failure it is. It is an {@link IOException} so that channels can throw it as it is. Never carries
 * secrets. Immutable.
 */
public final class TlsFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** Where a failure arose. */
  public enum Origin {
    /** This side found fault and tells the peer by the alert. */
    LOCAL,
    /** The peer found fault and told this side by the alert. */
    PEER,
    /** The connection below broke or ended; no alert was exchanged. */
    TRANSPORT
  }

  private final Alert alert;
  private final Reason reason;
  private final String detail;
  private final Origin origin;

  private TlsFailure(Alert alert, Reason reason, String detail, Origin origin, Throwable cause) {
    super(
        reason.name() + "[" + reason.number() + "] " + detail + " (" + wording(alert, origin) + ")",
        cause);
    this.alert = alert;
    this.reason = reason;
    this.detail = detail;
    this.origin = origin;
  }

  private static String wording(Alert alert, Origin origin) {
    return switch (origin) {
      case LOCAL -> "alert sent: " + alert;
      case PEER -> "alert received: " + alert;
      case TRANSPORT -> "no alert";
    };
  }

  /**
   * A failure this side found.
   *
   * @param alert the fatal alert that goes to the peer
   * @param reason the stable reason
   * @param detail one or more sentences for a human; must hold no secret
   */
  public static TlsFailure local(Alert alert, Reason reason, String detail) {
    return local(alert, reason, detail, null);
  }

  /** A failure this side found, with the exception that made it known, or null. */
  public static TlsFailure local(Alert alert, Reason reason, String detail, Throwable cause) {
    return new TlsFailure(Objects.requireNonNull(alert), reason, detail, Origin.LOCAL, cause);
  }

  /** A failure the peer reported by an alert; null stands for one whose code is not assigned. */
  public static TlsFailure peer(Alert alert, Reason reason, String detail) {
    return new TlsFailure(alert, reason, detail, Origin.PEER, null);
  }

  /** The connection below broke or ended; {@link #alert()} is null. */
  public static TlsFailure transport(Reason reason, String detail, Throwable cause) {
    return new TlsFailure(null, reason, detail, Origin.TRANSPORT, cause);
  }

  /**
   * The alert sent or received, or null when the origin is {@link Origin#TRANSPORT} or the peer's
   * code is unassigned.
   */
  public Alert alert() {
    return alert;
  }

  /** The stable reason. */
  public Reason reason() {
    return reason;
  }

  /** The explanation, without the reason's name and the alert that {@link #getMessage()} adds. */
  public String detail() {
    return detail;
  }

  /** Whose failure it is. */
  public Origin origin() {
    return origin;
  }
}
