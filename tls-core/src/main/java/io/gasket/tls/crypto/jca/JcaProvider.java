package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.CryptoProvider;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Crypto providers over the JCA. Each algorithm is tried once, when it is first asked for; what
 * does not work is not among the {@code supported()} ones. The random source is the platform's
 * default in all of them.
 */
public final class JcaProvider {
  private JcaProvider() {}

  /** The JDK's providers in the order configured for the platform. */
  public static CryptoProvider platform() {
    return compose("jca", List.of(Services.platform()));
  }

  /**
   * A provider that need not be registered: every algorithm that it offers and that works is taken
   * from it, every other from the platform. Private keys it cannot use (those of another token,
   * say) are signed with by the provider that can.
   */
  public static CryptoProvider of(Provider provider) {
    return compose(
        "jca:" + provider.getName(), List.of(Services.of(provider), Services.platform()));
  }

  /**
   * As {@link #of(Provider)}, for a registered provider.
   *
   * @throws IllegalArgumentException when no provider of this name is registered; the text names
   *     those that are
   */
  public static CryptoProvider of(String name) {
    Provider provider = Security.getProvider(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "No security provider named \""
              + name
              + "\" is registered; registered are "
              + Arrays.stream(Security.getProviders())
                  .map(Provider::getName)
                  .collect(Collectors.joining(", "))
              + ". Register it in java.security or by Security.addProvider, or hand the Provider object over.");
    }
    return of(provider);
  }

  private static CryptoProvider compose(String name, List<Services> order) {
    return new CryptoProvider(
        name,
        new JcaAeads(order),
        new JcaGroups(order),
        new JcaSignatures(order),
        new JcaHashes(order),
        new SecureRandom());
  }
}
