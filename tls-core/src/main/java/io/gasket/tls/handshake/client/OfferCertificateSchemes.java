package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/**
 * signature_algorithms_cert (RFC 8446 4.2.3): offered when chains may be signed by other schemes
 * than handshakes; a server must not answer it.
 */
final class OfferCertificateSchemes implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.SIGNATURE_ALGORITHMS_CERT;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return attempt.settings().certificateSchemesBody();
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    throw ClientExtensions.unsolicited(
        new Extension(type(), body.rest()), "a server must not send (RFC 8446 4.2.3)");
  }
}
