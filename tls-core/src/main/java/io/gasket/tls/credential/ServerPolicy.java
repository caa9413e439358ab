package io.gasket.tls.credential;

import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.util.List;

/**
 * What a server is willing to use, each list preferred first.
 *
 * @param suites cipher suites
 * @param preferServerOrder whether the order of {@code suites} decides, or the client's
 * @param groups groups for key agreement
 * @param schemes schemes this side may sign with
 */
public record ServerPolicy(
    List<CipherSuite> suites,
    boolean preferServerOrder,
    List<NamedGroup> groups,
    List<SignatureScheme> schemes) {
  /** Copies the lists. */
  public ServerPolicy {
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    schemes = List.copyOf(schemes);
  }
}
