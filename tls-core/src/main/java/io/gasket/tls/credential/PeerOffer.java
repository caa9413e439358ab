package io.gasket.tls.credential;

import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.util.List;
import java.util.Objects;

/**
 * What a ClientHello offers, as far as the choice of credential, suite, group and scheme depends on
 * it. Wire codes, unknown ones included, so that a refusal can tell all that was offered.
 *
 * @param serverName the host name in server_name, or null without one
 * @param suites cipher suites in the client's order
 * @param groups supported_groups in the client's order, or null without that extension
 * @param schemes signature_algorithms in the client's order, or null without that extension
 */
public record PeerOffer(
    String serverName, List<Integer> suites, List<Integer> groups, List<Integer> schemes) {
  /** Copies the lists. */
  public PeerOffer {
    suites = List.copyOf(suites);
    groups = groups == null ? null : List.copyOf(groups);
    schemes = schemes == null ? null : List.copyOf(schemes);
  }

  /**
   * Whether the client takes a group; every group when it did not send supported_groups (RFC 8422
   * 4).
   */
  boolean takes(NamedGroup group) {
    return groups == null || groups.contains(group.code());
  }

  /** Whether the client verifies a scheme. */
  boolean verifies(SignatureScheme scheme) {
    return Objects.requireNonNull(schemes, "signature_algorithms").contains(scheme.code());
  }
}
