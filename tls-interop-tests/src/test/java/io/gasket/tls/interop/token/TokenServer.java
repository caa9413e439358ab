package io.gasket.tls.interop.token;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.nio.SecurePipeline;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;

/**
 * A program: moves the key of a PKCS#12 file into a token, forgets it, and serves with what the
 * token lets be seen of it. Prints {@code listening on PORT}, and echoes what clients send.
 */
final class TokenServer {
  private static final String ALIAS = "server";

  private TokenServer() {}

  /** Arguments: the configuration of SunPKCS11, the PKCS#12 file, PIN and password, the crypto. */
  public static void main(String[] arguments) throws Exception {
    char[] pin = arguments[2].toCharArray();
    Provider token = Security.getProvider("SunPKCS11").configure(arguments[0]);
    // Behind the others, as an installation would have it: a token must not be asked first.
    Security.addProvider(token);
    move(Path.of(arguments[1]), pin, token);

    KeyStore store = open(token, pin);
    PrivateKey key = (PrivateKey) store.getKey(ALIAS, null);
    if (key.getEncoded() != null) {
      throw new IllegalStateException("the token gives its key away");
    }
    SecurityContext context =
        SecurityContext.server()
            .provider(CryptoProviders.byName(arguments[3]))
            .credential(Credential.fromKeyStore(store, ALIAS, null))
            .build();
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      System.out.println("key of " + key.getAlgorithm() + " in " + key.getClass().getSimpleName());
      System.out.println("listening on " + listener.getLocalPort());
      while (true) {
        serve(listener.accept(), context);
      }
    }
  }

  private static void move(Path pkcs12, char[] pin, Provider token)
      throws IOException, GeneralSecurityException {
    KeyStore file = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(pkcs12)) {
      file.load(in, pin);
    }
    open(token, pin)
        .setKeyEntry(ALIAS, file.getKey(ALIAS, pin), null, file.getCertificateChain(ALIAS));
  }

  private static KeyStore open(Provider token, char[] pin)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS11", token);
    store.load(null, pin);
    return store;
  }

  private static void serve(Socket socket, SecurityContext context) {
    try (socket;
        SecurePipeline pipe = SecurePipeline.over(socket, context.newEngine())) {
      pipe.inputStream().transferTo(pipe.outputStream());
    } catch (IOException e) {
      System.out.println("failed: " + e);
    }
  }
}
