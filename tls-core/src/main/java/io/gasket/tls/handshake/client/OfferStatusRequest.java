package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.StatusRequest;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** status_request: asks for a stapled OCSP response; the answer is empty (RFC 6066 8). */
final class OfferStatusRequest implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.STATUS_REQUEST;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return attempt.settings().policy().stapling().asked() ? StatusRequest.encode() : null;
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    body.end();
    answers.expectStatus();
  }
}
