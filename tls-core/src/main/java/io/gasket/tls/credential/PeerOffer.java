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
 * @param certificateSchemes signature_algorithms_cert (RFC 8446 4.2.3) in the client's order, or
 *     null without that extension: then {@code schemes} counts for certificates too
 */
public record PeerOffer(
    String serverName,
    List<Integer> suites,
    List<Integer> groups,
    List<Integer> schemes,
    List<Integer> certificateSchemes) {
  /** Copies the lists. */
  public PeerOffer {
    suites = List.copyOf(suites);
    groups = groups == null ? null : List.copyOf(groups);
    schemes = schemes == null ? null : List.copyOf(schemes);
    certificateSchemes = certificateSchemes == null ? null : List.copyOf(certificateSchemes);
  }

  /** An offer without signature_algorithms_cert. */
  public PeerOffer(
      String serverName, List<Integer> suites, List<Integer> groups, List<Integer> schemes) {
    this(serverName, suites, groups, schemes, null);
  }

  /**
   * Whether the client takes a group; every group when it did not send supported_groups (RFC 8422
   * 4).
   */
  boolean takes(NamedGroup group) {
    return groups == null || groups.contains(group.code());
  }

  /** Whether the client verifies a scheme in certificates (RFC 8446 4.2.3). */
  boolean verifiesCertificates(SignatureScheme scheme) {
    return certificateSchemes == null
        ? verifies(scheme)
        : certificateSchemes.contains(scheme.code());
  }

  /** Whether the client verifies a scheme in handshake messages. */
  boolean verifies(SignatureScheme scheme) {
    return Objects.requireNonNull(schemes, "signature_algorithms").contains(scheme.code());
  }
}
