package io.gasket.tls.credential;

import io.gasket.tls.spec.SignatureScheme;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * What a server's CertificateRequest asks for (RFC 5246 7.4.4).
 *
 * @param certificateTypes ClientCertificateType codes
 * @param schemes supported_signature_algorithms, as wire codes, in the server's order
 * @param authorities names of authorities the server trusts; empty when it names none
 */
public record CredentialRequest(
    List<Integer> certificateTypes, List<Integer> schemes, List<X500Principal> authorities) {
  /** Copies the lists. */
  public CredentialRequest {
    certificateTypes = List.copyOf(certificateTypes);
    schemes = List.copyOf(schemes);
    authorities = List.copyOf(authorities);
  }

  /** Whether the server verifies a scheme. */
  boolean verifies(SignatureScheme scheme) {
    return schemes.contains(scheme.code());
  }
}
