package io.gasket.tls.message;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.handshake.exchange.KeyExchanges;
import io.gasket.tls.handshake.exchange.ServerExchange;
import io.gasket.tls.message.extension.ApplicationProtocols;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.message.extension.PointFormats;
import io.gasket.tls.message.extension.RenegotiationInfo;
import io.gasket.tls.message.extension.ServerName;
import io.gasket.tls.message.extension.StatusRequest;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.KeyExchangeKind;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.FakeGroups;
import java.util.List;

/** Every reader of handshake bytes, chosen by a message's or an extension's type. */
final class Codecs {
  static final int CHAIN_LIMIT = 10;

  private static final CryptoProvider CRYPTO = FakeGroups.provider(new byte[] {4});
  private static final ServerExchange EXCHANGE =
      KeyExchanges.server(KeyExchangeKind.ECDHE, CRYPTO, NamedGroup.X25519);

  private Codecs() {}

  /**
   * Reads a message's body to its last byte as its type demands; false when there is no reader for
   * the type.
   */
  static boolean read(HandshakeMessage message) throws TlsFailure {
    Cursor body = message.body();
    switch (message.type()) {
      case HandshakeType.CLIENT_HELLO -> ClientHello.read(body);
      case HandshakeType.SERVER_HELLO -> ServerHello.read(body);
      case HandshakeType.CERTIFICATE -> CertificateMessage.read(body, CHAIN_LIMIT);
      case HandshakeType.SERVER_KEY_EXCHANGE -> {
        KeyExchanges.client(KeyExchangeKind.ECDHE, CRYPTO, NamedGroup.all(), body);
        DigitallySigned.read(body);
      }
      case HandshakeType.CERTIFICATE_REQUEST -> CertificateRequest.read(body);
      case HandshakeType.HELLO_REQUEST, HandshakeType.SERVER_HELLO_DONE -> body.end();
      case HandshakeType.CLIENT_KEY_EXCHANGE -> EXCHANGE.premaster(body);
      case HandshakeType.CERTIFICATE_VERIFY -> DigitallySigned.read(body);
      case HandshakeType.CERTIFICATE_STATUS -> CertificateStatus.read(body);
      case HandshakeType.FINISHED -> Finished.read(body);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The extensions whose bodies have a reader. */
  static List<Integer> extensionTypes() {
    return List.of(
        ExtensionType.SERVER_NAME,
        ExtensionType.SUPPORTED_GROUPS,
        ExtensionType.EC_POINT_FORMATS,
        ExtensionType.SIGNATURE_ALGORITHMS,
        ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
        ExtensionType.STATUS_REQUEST,
        ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
        ExtensionType.EXTENDED_MASTER_SECRET,
        ExtensionType.RENEGOTIATION_INFO);
  }

  /** Reads a client's extension to its last byte. */
  static void read(ExtensionBlock.Extension extension) throws TlsFailure {
    Cursor body = extension.cursor();
    switch (extension.type()) {
      case ExtensionType.SERVER_NAME -> ServerName.read(body);
      case ExtensionType.SUPPORTED_GROUPS, ExtensionType.SIGNATURE_ALGORITHMS ->
          CodeList.read(body, "list");
      case ExtensionType.EC_POINT_FORMATS -> PointFormats.check(body);
      case ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION -> ApplicationProtocols.read(body);
      case ExtensionType.STATUS_REQUEST -> StatusRequest.read(body);
      case ExtensionType.EXTENDED_MASTER_SECRET, ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP ->
          body.end();
      case ExtensionType.RENEGOTIATION_INFO -> RenegotiationInfo.read(body);
      default -> body.rest();
    }
  }
}
