package io.gasket.tls.event.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A step of a handshake took long. */
@Name("io.gasket.tls.SlowStep")
@Label("TLS Slow Handshake Step")
@Description("A step of a handshake took long")
final class SlowStep extends TlsEvent {
  @Label("Server")
  boolean server;

  @Label("Step")
  String step;

  @Label("Step Time")
  @Timespan(Timespan.NANOSECONDS)
  long stepTime;
}
