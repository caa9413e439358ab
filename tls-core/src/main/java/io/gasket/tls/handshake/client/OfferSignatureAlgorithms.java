package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** signature_algorithms: always offered; a server must not answer it (RFC 5246 7.4.1.4.1). */
final class OfferSignatureAlgorithms implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.SIGNATURE_ALGORITHMS;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return attempt.settings().schemesBody();
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    throw ClientExtensions.unsolicited(
        new Extension(type(), body.rest()), "a server must not send (RFC 5246 7.4.1.4.1)");
  }
}
