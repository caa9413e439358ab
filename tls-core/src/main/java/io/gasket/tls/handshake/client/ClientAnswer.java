package io.gasket.tls.handshake.client;

import io.gasket.tls.credential.ClientSelection;
import io.gasket.tls.credential.CredentialRequest;
import io.gasket.tls.handshake.PreparedCredential;
import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The credential a client answers a CertificateRequest with, and the scheme it signs with (RFC 5246
 * 7.4.6).
 */
record ClientAnswer(PreparedCredential credential, SignatureScheme scheme) {

  /** The best fit for the request, or empty when no credential fits. */
  static Optional<ClientAnswer> choose(CertificateRequest request, ClientSettings settings)
      throws TlsFailure {
    CredentialRequest wanted =
        new CredentialRequest(
            Arrays.stream(request.types()).boxed().toList(),
            Arrays.stream(request.schemes()).boxed().toList(),
            names(request.authorities()));
    List<PreparedCredential> prepared = settings.policy().credentials().get();
    return ClientSelection.select(
            wanted,
            prepared.stream().map(PreparedCredential::credential).toList(),
            settings.policy().signing())
        .flatMap(
            choice ->
                prepared.stream()
                    .filter(p -> p.credential() == choice.credential())
                    .findFirst()
                    .map(p -> new ClientAnswer(p, choice.scheme())));
  }

  private static List<X500Principal> names(List<byte[]> authorities) throws TlsFailure {
    List<X500Principal> names = new ArrayList<>();
    for (byte[] der : authorities) {
      names.add(name(der));
    }
    return names;
  }

  private static X500Principal name(byte[] der) throws TlsFailure {
    X500Principal name;
    try {
      name = new X500Principal(der);
    } catch (IllegalArgumentException e) {
      throw malformed(PeerText.quote(String.valueOf(e.getMessage()), 120), e);
    }
    // The JDK stops at the end of the first element and takes long and indefinite lengths.
    if (name.getEncoded().length != der.length) {
      throw malformed("its encoding is not DER, or bytes follow it", null);
    }
    return name;
  }

  private static TlsFailure malformed(String why, Exception cause) {
    return TlsFailure.local(
        Alert.DECODE_ERROR,
        Reason.MALFORMED_MESSAGE,
        "CertificateRequest holds a certificate authority that is no DER distinguished name: "
            + why,
        cause);
  }
}
