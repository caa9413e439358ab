package io.gasket.tls.interop.peer;

import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Contexts of the JDK's TLS with the test's certificates. */
public final class Jsse {
  private static final char[] NO_PASSWORD = {};

  private Jsse() {}

  /** A context that trusts the test's roots and has this identity, or none for null. */
  public static SSLContext context(Identity identity) {
    return context(Security.getProvider("SunJSSE"), identity);
  }

  /** As {@link #context(Identity)}, of another implementation. */
  public static SSLContext context(Provider provider, Identity identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.2", provider);
      context.init(keys(provider, identity), trust(TestPki.anchors()).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that demands a certificate for localhost. */
  public static SSLEngine client(SSLContext context) {
    SSLEngine engine = context.createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    return with(engine, to -> to.setEndpointIdentificationAlgorithm("HTTPS"));
  }

  /** A server. */
  public static SSLEngine server(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  /** The engine with these application protocols. */
  public static SSLEngine protocols(SSLEngine engine, String... names) {
    return with(engine, to -> to.setApplicationProtocols(names));
  }

  private static SSLEngine with(SSLEngine engine, Consumer<SSLParameters> change) {
    SSLParameters parameters = engine.getSSLParameters();
    change.accept(parameters);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static KeyManager[] keys(Provider provider, Identity identity)
      throws GeneralSecurityException, IOException {
    if (identity == null) {
      return new KeyManager[0];
    }
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "identity", identity.key(), NO_PASSWORD, identity.chain().toArray(Certificate[]::new));
    boolean own = provider.getService("KeyManagerFactory", "PKIX") != null;
    KeyManagerFactory factory =
        own
            ? KeyManagerFactory.getInstance("PKIX", provider)
            : KeyManagerFactory.getInstance("PKIX");
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManagerFactory trust(List<X509Certificate> roots)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (X509Certificate root : roots) {
      store.setCertificateEntry(root.getSubjectX500Principal().getName(), root);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
