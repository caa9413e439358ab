package io.gasket.tls.handshake.server;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.handshake.PreparedCredential;
import java.util.IdentityHashMap;
import java.util.List;

/** A snapshot of a server's credentials, each made ready once. Immutable and thread-safe. */
public final class ServerCredentials {
  private final CredentialStore store;
  private final IdentityHashMap<Credential, PreparedCredential> prepared = new IdentityHashMap<>();

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

  /** Every credential, made ready, in the store's order. */
  public List<PreparedCredential> list() {
    return store.all().stream().map(prepared::get).toList();
  }

  CredentialStore store() {
    return store;
  }

  PreparedCredential prepared(Credential credential) {
    return prepared.get(credential);
  }
}
