package io.gasket.tls.event;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/** Tells two sinks, one after the other; each is spared the steps that are not slow to it. */
record BothSinks(EventSink first, EventSink second) implements EventSink {
  @Override
  public void handshakeDone(Object attachment, boolean server, CipherSuite suite, long nanos) {
    first.handshakeDone(attachment, server, suite, nanos);
    second.handshakeDone(attachment, server, suite, nanos);
  }

  @Override
  public void failed(Object attachment, boolean server, boolean handshaking, TlsFailure failure) {
    first.failed(attachment, server, handshaking, failure);
    second.failed(attachment, server, handshaking, failure);
  }

  @Override
  public void alertSent(Object attachment, boolean fatal, Alert alert) {
    first.alertSent(attachment, fatal, alert);
    second.alertSent(attachment, fatal, alert);
  }

  @Override
  public void alertReceived(Object attachment, boolean fatal, Alert alert, int code) {
    first.alertReceived(attachment, fatal, alert, code);
    second.alertReceived(attachment, fatal, alert, code);
  }

  @Override
  public void record(Object attachment, boolean sent, int type, int length) {
    first.record(attachment, sent, type, length);
    second.record(attachment, sent, type, length);
  }

  @Override
  public void handshakeMessage(Object attachment, boolean sent, int type, ByteBuffer message) {
    first.handshakeMessage(attachment, sent, type, message.duplicate());
    second.handshakeMessage(attachment, sent, type, message.duplicate());
  }

  @Override
  public long slowStepNanos() {
    return Math.min(first.slowStepNanos(), second.slowStepNanos());
  }

  @Override
  public void slowStep(Object attachment, boolean server, String step, long nanos) {
    if (nanos >= first.slowStepNanos()) {
      first.slowStep(attachment, server, step, nanos);
    }
    if (nanos >= second.slowStepNanos()) {
      second.slowStep(attachment, server, step, nanos);
    }
  }

  @Override
  public void resumed(Object attachment, boolean server, boolean byTicket) {
    first.resumed(attachment, server, byTicket);
    second.resumed(attachment, server, byTicket);
  }

  @Override
  public void sessionKept(Object attachment, boolean server, boolean byTicket) {
    first.sessionKept(attachment, server, byTicket);
    second.sessionKept(attachment, server, byTicket);
  }

  @Override
  public void ticketIssued(Object attachment, long lifetimeSeconds) {
    first.ticketIssued(attachment, lifetimeSeconds);
    second.ticketIssued(attachment, lifetimeSeconds);
  }

  @Override
  public void ticketReceived(Object attachment, long lifetimeSeconds, int length) {
    first.ticketReceived(attachment, lifetimeSeconds, length);
    second.ticketReceived(attachment, lifetimeSeconds, length);
  }

  @Override
  public void keysLogged(Object attachment, boolean server) {
    first.keysLogged(attachment, server);
    second.keysLogged(attachment, server);
  }

  @Override
  public void dangerousTrust(Object attachment, boolean server, String peerSubject) {
    first.dangerousTrust(attachment, server, peerSubject);
    second.dangerousTrust(attachment, server, peerSubject);
  }
}
