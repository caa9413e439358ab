package io.gasket.tls.credential;

import io.gasket.tls.spec.Authentication;
import io.gasket.tls.spec.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * The client's choice of credential and signature scheme for a CertificateRequest. A pure function.
 */
public final class ClientSelection {
  private static final int RSA_SIGN = 1;
  private static final int ECDSA_SIGN = 64;

  private ClientSelection() {}

  /**
   * What to authenticate with.
   *
   * @param credential the certificate chain to send and the key to sign with
   * @param scheme the scheme of CertificateVerify
   */
  public record Choice(Credential credential, SignatureScheme scheme) {}

  /**
   * Chooses the first credential that was issued under an authority the server named (RFC 5246
   * 7.4.6), has a key of a type it takes (RFC 8422 5.5: Ed25519 goes as ecdsa_sign) and can sign
   * with a scheme it verifies. A credential of other authorities is never sent: it would fail, and
   * tell the server more than it asked. As in {@link ServerSelection}, a chain signed only with
   * schemes the server named is preferred to others.
   *
   * @param credentials preferred first
   * @param signing schemes this side may sign with
   * @return empty when none fits; the client then sends an empty Certificate message
   */
  public static Optional<Choice> select(
      CredentialRequest request, List<Credential> credentials, SigningPreference signing) {
    List<Choice> fitting =
        credentials.stream()
            .filter(c -> c.issuedUnder(request.authorities()))
            .filter(c -> request.certificateTypes().contains(certificateType(c)))
            .flatMap(
                c ->
                    Schemes.choose(c, signing, request::verifies)
                        .map(s -> new Choice(c, s))
                        .stream())
            .toList();
    return fitting.stream()
        .filter(choice -> Schemes.chainFits(choice.credential(), request::verifies))
        .findFirst()
        .or(() -> fitting.stream().findFirst());
  }

  private static int certificateType(Credential credential) {
    return credential.keyType().authentication() == Authentication.RSA ? RSA_SIGN : ECDSA_SIGN;
  }
}
