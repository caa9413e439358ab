package io.gasket.tls.event.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** What all events have. Stack traces are off: they would show the application's loop. */
@Category({"Gasket", "TLS"})
@StackTrace(false)
abstract sealed class TlsEvent extends Event
    permits HandshakeSucceeded, HandshakeFailed, AlertSent, AlertReceived, SlowStep, RecordSeen {
  @Label("Connection")
  String connection;

  /** Commits it under the text of an attachment. */
  final void commitFor(Object attachment) {
    connection = attachment == null ? null : attachment.toString();
    commit();
  }
}
