package io.gasket.tls.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Takes credentials out of key store files and loaded key stores. */
enum KeyStores {
  PKCS12("PKCS#12"),
  JKS("JKS");

  private static final int MOST_ALIASES_SHOWN = 10;

  private final String label;

  KeyStores(String label) {
    this.label = label;
  }

  /**
   * A key entry of a file of this type.
   *
   * @param alias the entry, or null for the only one
   */
  Credential credential(Path file, char[] password, String alias) throws CredentialException {
    String source = file.toString();
    KeyStore store = load(file, password);
    return entry(source, store, alias == null ? onlyAlias(source, store) : alias, password);
  }

  /** A key entry of a loaded store. */
  static Credential entry(String source, KeyStore store, String alias, char[] password)
      throws CredentialException {
    try {
      Key key = store.getKey(alias, password);
      if (!(key instanceof PrivateKey privateKey)) {
        throw new CredentialException(
            source, "no private key under the alias " + quoted(alias) + "; " + held(store));
      }
      return Credential.of(source + " [" + alias + "]", chain(source, alias, store), privateKey);
    } catch (UnrecoverableKeyException e) {
      throw new CredentialException(
          source,
          "the password does not open the key "
              + quoted(alias)
              + ", which may have one of its own: load the KeyStore and use Credential.fromKeyStore",
          e);
    } catch (GeneralSecurityException e) {
      throw new CredentialException(
          source, "the key " + quoted(alias) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private KeyStore load(Path file, char[] password) throws CredentialException {
    String source = file.toString();
    byte[] bytes = PemFile.bytes(file);
    try {
      KeyStore store = KeyStore.getInstance(name());
      store.load(new ByteArrayInputStream(bytes), password);
      return store;
    } catch (IOException e) {
      // How the JDK's key stores report a wrong password, by their contract.
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new CredentialException(source, "the password is wrong, or the file is damaged", e);
      }
      throw new CredentialException(
          source, "is not a " + label + " file, or is damaged: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new CredentialException(
          source, "cannot be opened as " + label + ": " + e.getMessage(), e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static String onlyAlias(String source, KeyStore store) throws CredentialException {
    try {
      List<String> aliases = keyAliases(store);
      if (aliases.size() == 1) {
        return aliases.get(0);
      }
      throw new CredentialException(
          source, aliases.isEmpty() ? held(store) : held(store) + "; name the alias to use");
    } catch (KeyStoreException e) {
      throw new CredentialException(source, "its entries cannot be listed: " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> chain(String source, String alias, KeyStore store)
      throws KeyStoreException, CredentialException {
    Certificate[] certificates = store.getCertificateChain(alias);
    if (certificates == null) {
      throw new CredentialException(source, "the key " + quoted(alias) + " has no certificate");
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : certificates) {
      if (!(certificate instanceof X509Certificate x509)) {
        throw new CredentialException(
            source,
            "the key "
                + quoted(alias)
                + " has a "
                + certificate.getType()
                + " certificate; X.509 is needed");
      }
      chain.add(x509);
    }
    return chain;
  }

  private static String held(KeyStore store) throws KeyStoreException {
    List<String> aliases = keyAliases(store);
    if (aliases.isEmpty()) {
      return "it holds no private key";
    }
    String shown =
        String.join(
            ", ", aliases.stream().limit(MOST_ALIASES_SHOWN).map(KeyStores::quoted).toList());
    int more = aliases.size() - MOST_ALIASES_SHOWN;
    return "it holds private keys under the aliases "
        + shown
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static List<String> keyAliases(KeyStore store) throws KeyStoreException {
    List<String> aliases = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        aliases.add(alias);
      }
    }
    Collections.sort(aliases);
    return aliases;
  }

  private static String quoted(String alias) {
    return "\"" + alias + "\"";
  }
}
