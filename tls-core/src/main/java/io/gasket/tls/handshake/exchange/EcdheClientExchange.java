package io.gasket.tls.handshake.exchange;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.TlsFailure;

/** ECDHE, the client's half (RFC 8422 5.4, 5.7). */
final class EcdheClientExchange implements ClientExchange {
  private final EcdheParameters server;
  private final KeyShare share;

  EcdheClientExchange(CryptoProvider crypto, EcdheParameters server) {
    this.server = server;
    this.share = crypto.groups().generate(server.group(), crypto.random());
  }

  @Override
  public NamedGroup group() {
    return server.group();
  }

  @Override
  public byte[] parameters() {
    return server.encode();
  }

  @Override
  public byte[] agree(Wire clientKeyExchange) throws TlsFailure {
    byte[] premaster = EcdheParameters.agree(share, server.point(), "ServerKeyExchange");
    int mark = clientKeyExchange.open8();
    clientKeyExchange.bytes(share.publicValue()).close(mark);
    return premaster;
  }

  @Override
  public void wipe() {
    share.destroy();
  }
}
