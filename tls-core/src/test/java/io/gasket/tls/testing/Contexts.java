package io.gasket.tls.testing;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.trust.Trust;

/**
 * Descriptions of a client and a server that can shake hands, to be changed where a test needs it.
 */
public final class Contexts {
  private Contexts() {}

  /** A client that trusts {@link TestPki} and makes full handshakes only. */
  public static ClientContextBuilder client(CryptoProvider provider) {
    return SecurityContext.client()
        .provider(provider)
        .trust(Trust.anchors(TestPki.anchors()))
        .sessions(null)
        .tickets(false);
  }

  /** A server with an EC credential of {@link TestPki} that makes full handshakes only. */
  public static ServerContextBuilder server(CryptoProvider provider) {
    return SecurityContext.server()
        .provider(provider)
        .credential(TestPki.server(TestPki.KeyKind.EC_P256))
        .sessions(null)
        .tickets(false);
  }
}
