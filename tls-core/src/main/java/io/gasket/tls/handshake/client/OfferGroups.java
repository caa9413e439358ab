package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.ExtensionType;

/**
 * supported_groups (RFC 8422 5.1.1). Servers do not answer it in TLS 1.2; some do nevertheless,
 * with no meaning, so an answer is not looked at.
 */
final class OfferGroups implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.SUPPORTED_GROUPS;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return attempt.settings().groupsBody();
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) {}
}
