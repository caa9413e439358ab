package io.gasket.tls.interop.options;

import io.gasket.tls.credential.Certificates;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which peers are believed. */
public final class TrustOptions {
  @Option(
      names = "--ca",
      paramLabel = "PEM",
      description = "Certificate authorities that peers must lead to; may be given again")
  private List<Path> authorities = List.of();

  @Option(
      names = "--dangerous-trust-all",
      description = "Believe every peer without verification: for experiments only")
  private boolean trustAll;

  /** The trust that was asked for, if any; what a PKCS#12 file trusts counts as asked for. */
  Optional<Trust> trust(CredentialOptions credentials) throws IOException, ProgramFailure {
    if (trustAll) {
      if (!authorities.isEmpty()) {
        throw ProgramFailure.badArguments("give either --ca or --dangerous-trust-all, not both");
      }
      System.err.println(
          "warning: --dangerous-trust-all believes every peer; anybody can pose as yours");
      return Optional.of(Trust.dangerousTrustAll());
    }
    List<X509Certificate> anchors = new ArrayList<>();
    for (Path file : authorities) {
      anchors.addAll(Certificates.fromPem(file));
    }
    if (anchors.isEmpty()) {
      anchors.addAll(credentials.trusted());
    }
    return anchors.isEmpty() ? Optional.empty() : Optional.of(Trust.anchors(anchors));
  }

  /** Whether the peers' certificates are verified. */
  public boolean verifies() {
    return !trustAll;
  }
}
