package io.gasket.tls.event.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A record went out or came in; off unless a recording enables it, as there are many. */
@Name("io.gasket.tls.RecordSeen")
@Label("TLS Record")
@Description("A record went out or came in")
@Enabled(false)
final class RecordSeen extends TlsEvent {
  @Label("Sent")
  boolean sent;

  @Label("Content Type")
  int contentType;

  @Label("Fragment Length")
  @DataAmount
  int length;
}
