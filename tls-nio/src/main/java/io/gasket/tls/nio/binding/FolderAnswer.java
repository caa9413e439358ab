package io.gasket.tls.nio.binding;

import io.gasket.tls.ClientHelloOperation;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.spec.Alert;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The answer to ClientHellos that some credentials serve, made ready once a context. Thread-safe.
 */
final class FolderAnswer {
  private final CredentialStore store;
  private final Map<SecurityContext, SecurityContext> ready =
      Collections.synchronizedMap(new WeakHashMap<>());

  FolderAnswer(CredentialStore.Builder credentials) {
    CredentialStore built = credentials.build();
    this.store = built.isEmpty() ? null : built;
  }

  /** The credentials; null when there are none. */
  CredentialStore store() {
    return store;
  }

  /** Answers; without credentials the context's own are left to serve. */
  void give(ClientHelloOperation hello) {
    if (store != null) {
      try {
        hello.useContext(ready.computeIfAbsent(hello.context(), c -> c.withCredentials(store)));
      } catch (IllegalArgumentException unusable) {
        hello.refuse(Alert.INTERNAL_ERROR, unusable.getMessage());
        return;
      }
    }
    hello.proceed();
  }
}
