package io.gasket.tls.interop.program;

import io.gasket.tls.session.Session;
import io.gasket.tls.session.SessionStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The session of a client that talks to one server only, whatever it is kept under. */
final class OneSession implements SessionStore {
  private final AtomicReference<Session> kept = new AtomicReference<>();

  /** Keeps this session to begin with. */
  void keep(Session session) {
    kept.set(session);
  }

  /** The session, when there is one that may be resumed. */
  Optional<Session> session() {
    return Optional.ofNullable(kept.get());
  }

  @Override
  public void put(String key, Session session) {
    kept.set(session);
  }

  @Override
  public Session find(String key) {
    return kept.get();
  }

  @Override
  public void remove(String key) {
    kept.set(null);
  }
}
