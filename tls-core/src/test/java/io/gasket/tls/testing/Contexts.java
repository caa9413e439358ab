package io.gasket.tls.testing;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;

/**
 * Descriptions of servers and clients that believe each other and make full handshakes only, to go
 * on from.
 */
public final class Contexts {
  private Contexts() {}

  /** A server without credentials. */
  public static ServerContextBuilder emptyServer(CryptoProvider crypto) {
    return SecurityContext.server().provider(crypto).sessions(null).tickets(false);
  }

  /** A server with the certificate of localhost for one kind of key. */
  public static ServerContextBuilder server(CryptoProvider crypto, KeyKind kind) {
    return emptyServer(crypto).credential(TestPki.server(kind));
  }

  /** A server with the P-256 certificate of localhost. */
  public static ServerContextBuilder server(CryptoProvider crypto) {
    return server(crypto, KeyKind.EC_P256);
  }

  /** A client that trusts the test authorities. */
  public static ClientContextBuilder client(CryptoProvider crypto) {
    return SecurityContext.client().provider(crypto).trust(trust()).sessions(null).tickets(false);
  }

  /** Trust in the test authorities. */
  public static Trust trust() {
    return Trust.anchors(TestPki.anchors());
  }
}
