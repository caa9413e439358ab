package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.ServerName;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.HostNames;

/** server_name: sent for DNS names, without a root dot, not for address literals (RFC 6066 3). */
final class OfferServerName implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.SERVER_NAME;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    if (HostNames.isAddress(attempt.host())) {
      return null;
    }
    return ServerName.encode(attempt.host());
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    body.end();
  }
}
