package io.gasket.tls.event.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A connection failed, in its handshake or after. */
@Name("io.gasket.tls.HandshakeFailed")
@Label("TLS Handshake Failed")
@Description("A connection failed, in its handshake or after")
final class HandshakeFailed extends TlsEvent {
  @Label("Server")
  boolean server;

  @Label("Handshaking")
  @Description("False when the connection failed after its first handshake")
  boolean handshaking;

  @Label("Alert")
  @Description("The alert with its number, or null when none was exchanged")
  String alert;

  @Label("Origin")
  @Description("LOCAL: alert sent, PEER: alert received, TRANSPORT: no alert")
  String origin;

  @Label("Reason")
  String reason;

  @Label("Reason Number")
  int reasonNumber;

  @Label("Text")
  String text;
}
