package io.gasket.tls;

import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.spec.SignatureScheme;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * What a server asks its client for in CertificateRequest (RFC 5246 7.4.4), in the server's order.
 * Immutable and thread-safe.
 */
public final class CertificateRequestFacts {
  private final CertificateRequest request;

  private CertificateRequestFacts(CertificateRequest request) {
    this.request = request;
  }

  /** The facts of a whole message that was found good before. */
  static CertificateRequestFacts of(byte[] message) {
    return new CertificateRequestFacts(
        ClientHelloFacts.foundGood(() -> CertificateRequest.read(ClientHelloFacts.body(message))));
  }

  /** ClientCertificateType codes: 1 for RSA, 64 for EC and Ed25519 (RFC 8422 5.5). */
  public List<Integer> certificateTypes() {
    return Arrays.stream(request.types()).boxed().toList();
  }

  /**
   * Signature schemes the server accepts, as wire codes, unknown ones included; {@link
   * SignatureScheme#of} names the others.
   */
  public List<Integer> schemes() {
    return Arrays.stream(request.schemes()).boxed().toList();
  }

  /** Names of the authorities whose certificates the server takes; empty when it names none. */
  public List<X500Principal> authorities() {
    return request.authorities().stream().map(X500Principal::new).toList();
  }
}
