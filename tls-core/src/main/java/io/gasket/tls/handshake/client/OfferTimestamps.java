package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.Timestamps;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** signed_certificate_timestamp: empty; the answer is a list of them (RFC 6962 3.3.1). */
final class OfferTimestamps implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return attempt.settings().policy().asksTimestamps() ? PRESENT : null;
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    answers.timestamps(Timestamps.read(body));
  }
}
