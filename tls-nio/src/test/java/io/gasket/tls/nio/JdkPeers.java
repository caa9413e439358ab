package io.gasket.tls.nio;

import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The JDK's own TLS on the other end of a connected socket. */
final class JdkPeers {
  private static final char[] NO_PASSWORD = new char[0];

  private JdkPeers() {}

  /** A TLS 1.2 client that trusts these anchors. */
  static SSLSocket client(Socket socket, List<X509Certificate> anchors) throws Exception {
    return over(socket, anchors, true);
  }

  /** A TLS 1.2 server with the usual certificate. */
  static SSLSocket server(Socket socket) throws Exception {
    return over(socket, TestPki.anchors(), false);
  }

  private static SSLSocket over(Socket socket, List<X509Certificate> anchors, boolean client)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Identity identity = TestPki.serverIdentity(KeyKind.EC_P256);
    store.setKeyEntry(
        "server", identity.key(), NO_PASSWORD, identity.chain().toArray(new Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (X509Certificate anchor : anchors) {
      trusted.setCertificateEntry(anchor.getSubjectX500Principal().getName(), anchor);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);

    SSLContext context = SSLContext.getInstance("TLSv1.2");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
    tls.setUseClientMode(client);
    tls.setEnabledProtocols(new String[] {"TLSv1.2"});
    return tls;
  }
}
