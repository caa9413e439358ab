package io.gasket.tls.event;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/**
 * What one engine tells its sink: fills in the connection's role and attachment, and costs nothing
 * when the sink is {@link EventSink#NONE}. Thread-safe once the handshake has begun.
 */
public final class ConnectionEvents {
  private final boolean server;
  private EventSink sink;
  private volatile Object attachment;

  /** The events of a connection in a role. */
  public ConnectionEvents(EventSink sink, boolean server) {
    this.sink = sink;
    this.server = server;
  }

  /** Adds a listener of this connection alone; only before the handshake begins. */
  public void add(EventSink listener) {
    sink = sink.and(listener);
  }

  /** Sets what tells the connection apart, or null. */
  public void attach(Object what) {
    attachment = what;
  }

  /** See {@link EventSink#record}. */
  public void record(boolean sent, int type, int length) {
    if (sink != EventSink.NONE) {
      sink.record(attachment, sent, type, length);
    }
  }

  /** See {@link EventSink#handshakeMessage}; the array is not changed. */
  public void handshakeMessage(boolean sent, byte[] message) {
    if (sink != EventSink.NONE) {
      ByteBuffer view = ByteBuffer.wrap(message).asReadOnlyBuffer();
      sink.handshakeMessage(attachment, sent, message[0] & 0xff, view);
    }
  }

  /** See {@link EventSink#handshakeDone}. */
  public void handshakeDone(CipherSuite suite, long nanos) {
    sink.handshakeDone(attachment, server, suite, nanos);
  }

  /** See {@link EventSink#failed}. */
  public void failed(boolean handshaking, TlsFailure failure) {
    sink.failed(attachment, server, handshaking, failure);
  }

  /** See {@link EventSink#alertSent}. */
  public void alertSent(boolean fatal, Alert alert) {
    sink.alertSent(attachment, fatal, alert);
  }

  /** See {@link EventSink#alertReceived}. */
  public void alertReceived(boolean fatal, Alert alert, int code) {
    sink.alertReceived(attachment, fatal, alert, code);
  }

  /** Tells of a step of the handshake if it was slow; see {@link EventSink#slowStep}. */
  public void step(String step, long nanos) {
    if (nanos >= sink.slowStepNanos()) {
      sink.slowStep(attachment, server, step, nanos);
    }
  }

  /** See {@link EventSink#resumed}. */
  public void resumed(boolean byTicket) {
    sink.resumed(attachment, server, byTicket);
  }

  /** See {@link EventSink#sessionKept}. */
  public void sessionKept(boolean byTicket) {
    sink.sessionKept(attachment, server, byTicket);
  }

  /** See {@link EventSink#ticketIssued}. */
  public void ticketIssued(long lifetimeSeconds) {
    sink.ticketIssued(attachment, lifetimeSeconds);
  }

  /** See {@link EventSink#ticketReceived}. */
  public void ticketReceived(long lifetimeSeconds, int length) {
    sink.ticketReceived(attachment, lifetimeSeconds, length);
  }

  /** See {@link EventSink#keysLogged}. */
  public void keysLogged() {
    sink.keysLogged(attachment, server);
  }

  /** See {@link EventSink#dangerousTrust}. */
  public void dangerousTrust(String peerSubject) {
    sink.dangerousTrust(attachment, server, peerSubject);
  }
}
