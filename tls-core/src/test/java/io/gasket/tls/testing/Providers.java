package io.gasket.tls.testing;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The crypto providers that tests run on (P7), for
 * {@code @MethodSource("io.gasket.tls.testing.Providers#all")}.
 */
public final class Providers {
  private Providers() {}

  /** One of each make: enough for tests of what stands above the primitives. */
  public static Stream<CryptoProvider> all() {
    return Stream.of("default", "jca", "bc").map(CryptoProviders::byName);
  }

  /** Each case of a table with each of {@link #all}, the provider first. */
  public static Stream<Arguments> withEach(Object... cases) {
    return all().flatMap(provider -> Stream.of(cases).map(each -> Arguments.of(provider, each)));
  }

  /** All that have a name, for tests of the primitives themselves. */
  public static Stream<CryptoProvider> withEveryName() {
    return Stream.of("default", "fastest", "jca", "bc", "zero").map(CryptoProviders::byName);
  }
}
