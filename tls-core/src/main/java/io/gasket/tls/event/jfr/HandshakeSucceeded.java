package io.gasket.tls.event.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A handshake came to its end. */
@Name("io.gasket.tls.HandshakeSucceeded")
@Label("TLS Handshake Succeeded")
@Description("A handshake came to its end")
final class HandshakeSucceeded extends TlsEvent {
  @Label("Server")
  boolean server;

  @Label("Cipher Suite")
  String cipherSuite;

  @Label("Handshake Time")
  @Timespan(Timespan.NANOSECONDS)
  long handshakeTime;
}
