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
 * @param preferServerGroups whether the order of {@code groups} decides, or the client's
 * @param signing schemes this side may sign with
 */
public record ServerPolicy(
    List<CipherSuite> suites,
    boolean preferServerOrder,
    List<NamedGroup> groups,
    boolean preferServerGroups,
    SigningPreference signing) {
  /** Copies the lists. */
  public ServerPolicy {
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
  }

  /** A server whose order of groups decides and whose EC keys prefer the hash of their curve. */
  public ServerPolicy(
      List<CipherSuite> suites,
      boolean preferServerOrder,
      List<NamedGroup> groups,
      List<SignatureScheme> schemes) {
    this(suites, preferServerOrder, groups, true, new SigningPreference(schemes, false));
  }

  /** Schemes this side may sign with, preferred first. */
  List<SignatureScheme> schemes() {
    return signing.schemes();
  }
}
