package io.gasket.tls.event.jfr;

import io.gasket.tls.event.EventSink;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.TlsFailure;
import java.time.Duration;

/**
 * Reports to the JDK Flight Recorder: the events {@code io.gasket.tls.HandshakeSucceeded}, {@code
 * HandshakeFailed}, {@code AlertSent}, {@code AlertReceived}, {@code SlowStep} and, off unless a
 * recording enables it, {@code RecordSeen}. Costs next to nothing while no recording runs. Needs
 * the module {@code jdk.jfr}. Thread-safe.
 */
public final class JfrEvents implements EventSink {
  private static final Duration SLOW = Duration.ofMillis(100);

  private final long slowStepNanos;

  /** Steps of 100 ms and more are slow. */
  public JfrEvents() {
    this(SLOW);
  }

  /** Steps that take as long as {@code slowStep}, or longer, are slow. */
  public JfrEvents(Duration slowStep) {
    slowStepNanos = slowStep.toNanos();
  }

  @Override
  public void handshakeDone(Object attachment, boolean server, CipherSuite suite, long nanos) {
    HandshakeSucceeded event = new HandshakeSucceeded();
    if (event.shouldCommit()) {
      event.server = server;
      event.cipherSuite = suite.name();
      event.handshakeTime = nanos;
      event.commitFor(attachment);
    }
  }

  @Override
  public void failed(Object attachment, boolean server, boolean handshaking, TlsFailure failure) {
    HandshakeFailed event = new HandshakeFailed();
    if (event.shouldCommit()) {
      event.server = server;
      event.handshaking = handshaking;
      event.alert = failure.alert() == null ? null : failure.alert().toString();
      event.origin = failure.origin().name();
      event.reason = failure.reason().name();
      event.reasonNumber = failure.reason().number();
      event.text = failure.detail();
      event.commitFor(attachment);
    }
  }

  @Override
  public void alertSent(Object attachment, boolean fatal, Alert alert) {
    AlertSent event = new AlertSent();
    if (event.shouldCommit()) {
      event.fatal = fatal;
      event.alert = alert.rfcName();
      event.alertCode = alert.code();
      event.commitFor(attachment);
    }
  }

  @Override
  public void alertReceived(Object attachment, boolean fatal, Alert alert, int code) {
    AlertReceived event = new AlertReceived();
    if (event.shouldCommit()) {
      event.fatal = fatal;
      event.alert = alert == null ? null : alert.rfcName();
      event.alertCode = code;
      event.commitFor(attachment);
    }
  }

  @Override
  public long slowStepNanos() {
    return slowStepNanos;
  }

  @Override
  public void slowStep(Object attachment, boolean server, String step, long nanos) {
    SlowStep event = new SlowStep();
    if (event.shouldCommit()) {
      event.server = server;
      event.step = step;
      event.stepTime = nanos;
      event.commitFor(attachment);
    }
  }

  @Override
  public void record(Object attachment, boolean sent, int type, int length) {
    RecordSeen event = new RecordSeen();
    if (event.shouldCommit()) {
      event.sent = sent;
      event.contentType = type;
      event.length = length;
      event.commitFor(attachment);
    }
  }
}
