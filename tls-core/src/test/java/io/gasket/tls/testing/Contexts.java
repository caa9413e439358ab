package io.gasket.tls.testing;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Descriptions of servers and clients that believe each other and make full handshakes only, to go
 * on from.
 */
public final class Contexts {
  private static final Map<String, SecurityContext> CLIENTS = new ConcurrentHashMap<>();
  private static final Map<String, SecurityContext> SERVERS = new ConcurrentHashMap<>();

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

  /** A client that speaks h2 and http/1.1, made once. */
  public static SecurityContext protocolClient(CryptoProvider provider) {
    return CLIENTS.computeIfAbsent(
        provider.name(), name -> client(provider).applicationProtocols("h2", "http/1.1").build());
  }

  /** A server that speaks h2 and http/1.1 and knows itself as localhost, made once. */
  public static SecurityContext protocolServer(CryptoProvider provider) {
    return SERVERS.computeIfAbsent(
        provider.name(),
        name ->
            server(provider)
                .credential("localhost", TestPki.server(TestPki.KeyKind.EC_P256))
                .applicationProtocols("h2", "http/1.1")
                .build());
  }

  /** New engines of {@link #protocolClient} and {@link #protocolServer}. */
  public static Interference between(CryptoProvider provider) {
    return new Interference(protocolClient(provider), protocolServer(provider));
  }
}
