package io.gasket.tls.crypto.bc;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The public keys imported last, by all the bytes of their encodings, so that a key met again has
 * the tables that Bouncy Castle made of its point. The least recently used is dropped for a new
 * one: a peer with many keys can cause no more than that. Thread-safe, as are the tables, which
 * Bouncy Castle makes and publishes under a lock of the point's.
 */
final class HeldKeys {
  private final int most;
  private final Map<ByteBuffer, ImportedKey> keys = new LinkedHashMap<>(16, 0.75f, true);

  HeldKeys(int most) {
    this.most = most;
  }

  /**
   * A public key, held or imported now.
   *
   * @throws InvalidKeyException as {@link ImportedKey#of(PublicKey)}; then it is not held
   */
  ImportedKey imported(PublicKey key) throws InvalidKeyException {
    // A copy of its own: whoever made the key may keep the array and write to it.
    ByteBuffer encoding = ByteBuffer.wrap(ImportedKey.encoding(key).clone());
    synchronized (keys) {
      ImportedKey held = keys.get(encoding);
      if (held != null) {
        return held;
      }
    }
    ImportedKey imported = ImportedKey.of(encoding.array());
    synchronized (keys) {
      ImportedKey other = keys.putIfAbsent(encoding, imported);
      if (keys.size() > most) {
        keys.remove(keys.keySet().iterator().next());
      }
      return other == null ? imported : other;
    }
  }

  /** How many are held. */
  int size() {
    synchronized (keys) {
      return keys.size();
    }
  }
}
