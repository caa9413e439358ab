package io.gasket.tls.trust;

import java.security.Provider;
import java.security.Security;

/**
 * The JDK's own provider of certificate decoding and path validation. It is asked for by name so
 * that a provider which the application put before it does not change what is accepted, nor what
 * may be fetched.
 */
final class Providers {
  /** The provider, or null on a platform without it; then the platform's default is used. */
  static final Provider SUN = Security.getProvider("SUN");

  private Providers() {}
}
