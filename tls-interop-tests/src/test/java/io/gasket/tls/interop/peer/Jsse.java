package io.gasket.tls.interop.peer;

import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Contexts of the JDK's TLS with the test's certificates. */
public final class Jsse {
  private static final char[] NO_PASSWORD = {};

  private Jsse() {}

  /** A context that trusts the test's roots and has this identity, or none for null. */
  public static SSLContext context(Identity identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.2");
      context.init(keys(identity), trust(TestPki.anchors()).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyManager[] keys(Identity identity) throws GeneralSecurityException, IOException {
    if (identity == null) {
      return new KeyManager[0];
    }
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "identity", identity.key(), NO_PASSWORD, identity.chain().toArray(Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
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
