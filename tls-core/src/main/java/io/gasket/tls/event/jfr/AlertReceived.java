package io.gasket.tls.event.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An alert came from the peer. */
@Name("io.gasket.tls.AlertReceived")
@Label("TLS Alert Received")
@Description("An alert came from the peer")
final class AlertReceived extends TlsEvent {
  @Label("Fatal")
  boolean fatal;

  @Label("Alert")
  @Description("Null when the code is not assigned")
  String alert;

  @Label("Alert Code")
  int alertCode;
}
