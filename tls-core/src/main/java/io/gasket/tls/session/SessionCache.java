package io.gasket.tls.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sessions in memory: a bounded number, the least recently used one leaves first. No soft
 * references: what is kept is known. Thread-safe; the lock is held for a map operation only.
 */
public final class SessionCache implements SessionStore {
  /** How many sessions a cache keeps when nothing else is said. */
  public static final int DEFAULT_CAPACITY = 1_024;

  private final int capacity;
  private final LinkedHashMap<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private final ReentrantLock lock = new ReentrantLock();

  /** A cache of at most {@code capacity} sessions, 1 or more. */
  public SessionCache(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
    this.capacity = capacity;
  }

  @Override
  public void put(String key, Session session) {
    lock.lock();
    try {
      sessions.put(key, session);
      if (sessions.size() > capacity) {
        Iterator<String> oldest = sessions.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Session find(String key) {
    lock.lock();
    try {
      return sessions.get(key);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void remove(String key) {
    lock.lock();
    try {
      sessions.remove(key);
    } finally {
      lock.unlock();
    }
  }

  /** How many sessions are kept now. */
  public int size() {
    lock.lock();
    try {
      return sessions.size();
    } finally {
      lock.unlock();
    }
  }
}
