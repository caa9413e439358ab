package io.gasket.tls;

import io.gasket.tls.event.ConnectionEvents;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What an engine's two halves share: whether the connection stands, has failed or is closed, and
 * the warning that the reading half asks the writing half to send. Thread-safe.
 */
final class EngineState {
  private static final int NO_ALERT = -1;

  private final SecurityContext context;
  private final ConnectionEvents events;

  /** The code of the warning that the reading half asks for, or NO_ALERT. */
  private final AtomicInteger warningDue = new AtomicInteger(NO_ALERT);

  private final AtomicReference<TlsFailure> failure = new AtomicReference<>();
  private volatile ConnectionInfo info;
  private volatile boolean inputClosed;
  private volatile boolean outputClosed;
  private volatile boolean closeNotifySent;
  private volatile boolean closeNotifyReceived;

  EngineState(SecurityContext context) {
    this.context = context;
    this.events = new ConnectionEvents(context.events(), context.isServer());
  }

  SecurityContext context() {
    return context;
  }

  boolean server() {
    return context.isServer();
  }

  /** Facts of the last finished handshake, or null before the first. */
  ConnectionInfo info() {
    return info;
  }

  void established(ConnectionInfo facts) {
    info = facts;
  }

  boolean inputClosed() {
    return inputClosed;
  }

  void closeInput() {
    inputClosed = true;
  }

  boolean outputClosed() {
    return outputClosed;
  }

  void closeOutput() {
    outputClosed = true;
  }

  /** Whether close_notify was queued for the peer. */
  boolean closeNotifySent() {
    return closeNotifySent;
  }

  void sentCloseNotify() {
    closeNotifySent = true;
  }

  boolean closeNotifyReceived() {
    return closeNotifyReceived;
  }

  void receivedCloseNotify() {
    closeNotifyReceived = true;
  }

  ConnectionEvents events() {
    return events;
  }

  TlsFailure failure() {
    return failure.get();
  }

  void throwIfFailed() throws TlsFailure {
    TlsFailure failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /**
   * The one place where a connection fails: keeps the first failure and tells the application of
   * it, once. Each half then ends itself, since only it may touch its keys.
   *
   * @return whether this failure is the first
   */
  boolean fail(TlsFailure cause) {
    boolean first = failure.compareAndSet(null, cause);
    if (first) {
      events.failed(info == null, cause);
    }
    return first;
  }

  /** The failure that stands for whatever a crypto library, or a defect of ours, may throw. */
  static TlsFailure unforeseen(RuntimeException cause) {
    return TlsFailure.local(
        Alert.INTERNAL_ERROR,
        Reason.INTERNAL,
        "an internal failure of type " + cause.getClass().getName() + "; see its stack trace",
        cause);
  }

  /** Asks the writing half to send a warning; one that waits already is not sent twice. */
  void requestWarning(Alert alert) {
    warningDue.set(alert.code());
  }

  /** The warning asked for, taken; null when there is none. */
  Alert takeWarning() {
    return warningDue.get() == NO_ALERT ? null : Alert.of(warningDue.getAndSet(NO_ALERT));
  }

  /** Whether the writing half has an alert to send: a warning asked for, or that of the failure. */
  boolean alertIsDue() {
    TlsFailure failed = failure.get();
    return !outputClosed
        && (failed == null
            ? warningDue.get() != NO_ALERT
            : failed.origin() == TlsFailure.Origin.LOCAL);
  }
}
