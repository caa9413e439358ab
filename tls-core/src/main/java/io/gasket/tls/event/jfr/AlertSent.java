package io.gasket.tls.event.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An alert was queued for the peer. */
@Name("io.gasket.tls.AlertSent")
@Label("TLS Alert Sent")
@Description("An alert was queued for the peer")
final class AlertSent extends TlsEvent {
  @Label("Fatal")
  boolean fatal;

  @Label("Alert")
  String alert;

  @Label("Alert Code")
  int alertCode;
}
