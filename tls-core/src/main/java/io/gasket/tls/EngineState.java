package io.gasket.tls;

import io.gasket.tls.event.ConnectionEvents;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * What an engine's two halves share: whether the connection stands, has failed or is closed, and
 * the warning that the reading half asks the writing half to send. Thread-safe.
 */
final class EngineState {
  private static final int NO_ALERT = -1;

  // Field updaters rather than atomic objects, which every connection would hold two of.
  private static final AtomicIntegerFieldUpdater<EngineState> WARNING_DUE =
      AtomicIntegerFieldUpdater.newUpdater(EngineState.class, "warningDue");
  private static final AtomicReferenceFieldUpdater<EngineState, TlsFailure> FAILURE =
      AtomicReferenceFieldUpdater.newUpdater(EngineState.class, TlsFailure.class, "failure");

  private final SecurityContext context;
  private final ConnectionEvents events;

  /** The code of the warning that the reading half asks for, or NO_ALERT. */
  private volatile int warningDue = NO_ALERT;

  private volatile TlsFailure failure;
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
    return failure;
  }

  void throwIfFailed() throws TlsFailure {
    TlsFailure failed = failure;
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
    boolean first = FAILURE.compareAndSet(this, null, cause);
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
    warningDue = alert.code();
  }

  /** The warning asked for, taken; null when there is none. */
  Alert takeWarning() {
    return warningDue == NO_ALERT ? null : Alert.of(WARNING_DUE.getAndSet(this, NO_ALERT));
  }

  /** Whether the writing half has an alert to send: a warning asked for, or that of the failure. */
  boolean alertIsDue() {
    TlsFailure failed = failure;
    return !outputClosed
        && (failed == null ? warningDue != NO_ALERT : failed.origin() == TlsFailure.Origin.LOCAL);
  }
}
