package io.gasket.tls.handshake.exchange;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.KeyExchangeKind;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.TlsFailure;
import java.util.List;

/** The door to the kinds of key exchange. Stateless. */
public final class KeyExchanges {
  private KeyExchanges() {}

  /** The server's half, with a fresh key. */
  public static ServerExchange server(
      KeyExchangeKind kind, CryptoProvider crypto, NamedGroup group) {
    return switch (kind) {
      case ECDHE -> new EcdheServerExchange(crypto.groups().generate(group, crypto.random()));
    };
  }

  /**
   * The client's half: reads the parameters of ServerKeyExchange, leaving the cursor at the
   * signature.
   *
   * @param offered the groups of supported_groups
   * @throws TlsFailure decode_error for a wrong form, illegal_parameter for a group not offered
   */
  public static ClientExchange client(
      KeyExchangeKind kind,
      CryptoProvider crypto,
      List<NamedGroup> offered,
      Cursor serverKeyExchange)
      throws TlsFailure {
    return switch (kind) {
      case ECDHE ->
          new EcdheClientExchange(crypto, EcdheParameters.read(serverKeyExchange, offered));
    };
  }
}
