package io.gasket.tls.crypto.jca;

import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where each algorithm of one kind comes from: the first services, in order of preference, with
 * which it works. Each algorithm is tried at its first use, so that a kind that is never used costs
 * nothing. Thread-safe.
 */
final class Sources<A extends Enum<A>> {

  /** Does with an algorithm once what will be done with it in earnest. */
  interface Trial<A> {
    void run(A algorithm, Services services) throws GeneralSecurityException;
  }

  private final Class<A> type;
  private final List<Services> order;
  private final Trial<A> trial;
  private final Map<A, Optional<Services>> found = new ConcurrentHashMap<>();
  private volatile Set<A> supported;

  Sources(Class<A> type, List<Services> order, Trial<A> trial) {
    this.type = type;
    this.order = order;
    this.trial = trial;
  }

  /** The algorithms that work somewhere. Immutable. */
  Set<A> supported() {
    Set<A> known = supported;
    if (known == null) {
      EnumSet<A> working = EnumSet.allOf(type);
      working.removeIf(algorithm -> find(algorithm).isEmpty());
      known = Collections.unmodifiableSet(working);
      supported = known;
    }
    return known;
  }

  /**
   * The services that make an algorithm.
   *
   * @throws IllegalArgumentException when it is not a supported one
   */
  Services of(A algorithm) {
    return find(algorithm)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    algorithm + " works with no provider at hand; those that do: " + supported()));
  }

  private Optional<Services> find(A algorithm) {
    return found.computeIfAbsent(algorithm, this::firstThatWorks);
  }

  private Optional<Services> firstThatWorks(A algorithm) {
    return order.stream().filter(services -> works(algorithm, services)).findFirst();
  }

  private boolean works(A algorithm, Services services) {
    try {
      trial.run(algorithm, services);
      return true;
    } catch (GeneralSecurityException | RuntimeException lacking) {
      // Providers of any make come through here, and what they throw for want of a device or a
      // parameter is up to them.
      return false;
    }
  }
}
