package io.gasket.tls.bench.contest;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** A TLS library, or one way of putting it together. Stateless. */
public interface Contestant {
  /** The name in benchmark parameters and reports. */
  String name();

  /**
   * The contexts for a setting.
   *
   * @throws Unsupported when the library has no such thing, or no way to insist on it
   */
  Arena arena(Setting setting) throws Unsupported, IOException, GeneralSecurityException;
}
