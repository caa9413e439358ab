package io.gasket.tls.testing;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.trust.Trust;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Descriptions of a client and a server that can shake hands, to be changed where a test needs it.
 */
public final class Contexts {
  private static final Map<String, SecurityContext> CLIENTS = new ConcurrentHashMap<>();
  private static final Map<String, SecurityContext> SERVERS = new ConcurrentHashMap<>();

  private Contexts() {}

  /** A client that trusts {@link TestPki}. */
  public static ClientContextBuilder client(CryptoProvider provider) {
    return SecurityContext.client().provider(provider).trust(Trust.anchors(TestPki.anchors()));
  }

  /** A server with an EC credential of {@link TestPki}. */
  public static ServerContextBuilder server(CryptoProvider provider) {
    return SecurityContext.server()
        .provider(provider)
        .credential(TestPki.server(TestPki.KeyKind.EC_P256));
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
