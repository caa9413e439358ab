package io.gasket.tls.testing;

import io.gasket.tls.event.EventSink;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.TlsFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps all events, as text, and the failures themselves. */
public final class RecordingSink implements EventSink {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<TlsFailure> failures = new CopyOnWriteArrayList<>();

  /** All events in their order. */
  public List<String> events() {
    return events;
  }

  /** The failures in their order. */
  public List<TlsFailure> failures() {
    return failures;
  }

  @Override
  public void handshakeDone(Object attachment, boolean server, CipherSuite suite, long nanos) {
    events.add("handshakeDone " + attachment + " " + suite + " " + nanos);
  }

  @Override
  public void failed(Object attachment, boolean server, boolean handshaking, TlsFailure failure) {
    failures.add(failure);
    events.add("failed " + attachment + " " + failure.reason() + " handshaking=" + handshaking);
  }

  @Override
  public void alertSent(Object attachment, boolean fatal, Alert alert) {
    events.add("alertSent " + attachment + " " + (fatal ? "fatal " : "warning ") + alert);
  }

  @Override
  public void alertReceived(Object attachment, boolean fatal, Alert alert, int code) {
    events.add(
        "alertReceived " + attachment + " " + (fatal ? "fatal " : "warning ") + alert + " " + code);
  }

  @Override
  public void dangerousTrust(Object attachment, boolean server, String peerSubject) {
    events.add("dangerousTrust " + attachment + " " + peerSubject);
  }
}
