package io.gasket.tls.crypto;

import io.gasket.tls.spec.NamedGroup;
import java.security.SecureRandom;
import java.util.Set;

/** Makes ephemeral key pairs. Thread-safe. */
public interface Groups {
  /** The groups this factory can make keys of. Immutable. */
  Set<NamedGroup> supported();

  /** A fresh key pair of one of the {@link #supported()} groups. */
  KeyShare generate(NamedGroup group, SecureRandom random);
}
