package io.gasket.tls.handshake.server;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.handshake.PreparedCredential;
import java.util.IdentityHashMap;
import java.util.Map;

/** A snapshot of a server's credentials, each made ready once. Immutable and thread-safe. */
public final class ServerCredentials {
  private final CredentialStore store;
  private final Map<Credential, PreparedCredential> prepared = new IdentityHashMap<>();

  /**
   * Prepares every credential of a store.
   *
   * @throws IllegalArgumentException when the provider cannot sign with a key
   */
  public ServerCredentials(CredentialStore store, CryptoProvider crypto) {
    this.store = store;
    for (Credential credential : store.all()) {
      prepared.computeIfAbsent(credential, c -> new PreparedCredential(c, crypto));
    }
  }

  CredentialStore store() {
    return store;
  }

  PreparedCredential prepared(Credential credential) {
    return prepared.get(credential);
  }
}
