package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** supported_groups: read, never answered (RFC 8422 5.1). */
final class ReadGroups implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.SUPPORTED_GROUPS;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    offer.groups(CodeList.read(body, "named_group_list"));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return null;
  }
}
