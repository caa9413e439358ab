package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** extended_master_secret (RFC 7627 5.1, 5.2): always offered. */
final class OfferExtendedMasterSecret implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.EXTENDED_MASTER_SECRET;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return PRESENT;
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    body.end();
    answers.useExtendedMasterSecret();
  }
}
