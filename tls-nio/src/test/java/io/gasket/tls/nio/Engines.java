package io.gasket.tls.nio;

import io.gasket.tls.Closing;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.time.Duration;

/** Engines of a client and a server that get on with each other and agree on h2. */
final class Engines {
  private static final SecurityContext CLIENT = clientContext(Limits.defaults());
  private static final SecurityContext SERVER = serverContext(Limits.defaults(), Closing.DEFAULT);

  private Engines() {}

  static TlsEngine client() {
    return CLIENT.newEngine("localhost");
  }

  static TlsEngine server() {
    return SERVER.newEngine();
  }

  /** A client that allows its handshake so much time. */
  static TlsEngine client(Duration deadline) {
    return clientContext(Limits.defaults().withHandshakeDeadline(deadline)).newEngine("localhost");
  }

  /** A server that allows its handshake so much time. */
  static TlsEngine server(Duration deadline) {
    return serverContext(Limits.defaults().withHandshakeDeadline(deadline), Closing.DEFAULT)
        .newEngine();
  }

  /** A server that closes so. */
  static TlsEngine server(Closing closing) {
    return serverContext(Limits.defaults(), closing).newEngine();
  }

  private static SecurityContext clientContext(Limits limits) {
    return SecurityContext.client()
        .trust(Trust.anchors(TestPki.anchors()))
        .applicationProtocols("h2", "http/1.1")
        .limits(limits)
        // Every handshake is a full one, whatever ran before.
        .sessions(null)
        .tickets(false)
        .build();
  }

  private static SecurityContext serverContext(Limits limits, Closing closing) {
    return SecurityContext.server()
        .credential(TestPki.server(KeyKind.EC_P256))
        .applicationProtocols("h2")
        .limits(limits)
        .closing(closing)
        // Every handshake is a full one, whatever ran before.
        .sessions(null)
        .tickets(false)
        .build();
  }
}
