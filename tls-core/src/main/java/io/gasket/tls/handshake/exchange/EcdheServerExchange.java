package io.gasket.tls.handshake.exchange;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.TlsFailure;

/** ECDHE, the server's half (RFC 8422 5.4, 5.7). */
final class EcdheServerExchange implements ServerExchange {
  private final KeyShare share;

  EcdheServerExchange(KeyShare share) {
    this.share = share;
  }

  @Override
  public byte[] parameters() {
    return new EcdheParameters(share.group(), share.publicValue()).encode();
  }

  @Override
  public byte[] premaster(Cursor clientKeyExchange) throws TlsFailure {
    byte[] peer = clientKeyExchange.bytes8("ecdh_Yc", 1, 255);
    clientKeyExchange.end();
    return EcdheParameters.agree(share, peer, "ClientKeyExchange");
  }

  @Override
  public void wipe() {
    share.destroy();
  }
}
