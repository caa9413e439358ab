package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.PreparedCredential;
import io.gasket.tls.handshake.SignedParameters;
import io.gasket.tls.handshake.exchange.KeyExchanges;
import io.gasket.tls.handshake.exchange.ServerExchange;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.TlsFailure;

/**
 * The server's first flight, ServerHello to ServerHelloDone (RFC 5246 7.4.1.3 to 7.4.5). Stateless.
 */
final class HelloFlight {
  private static final byte[] NO_SESSION = {};
  private static final byte[] SERVER_HELLO_DONE =
      HandshakeMessage.encode(HandshakeType.SERVER_HELLO_DONE, body -> {});

  private HelloFlight() {}

  static HandshakeState send(Agreement agreed, PreparedCredential credential, Flight out)
      throws TlsFailure {
    ServerSettings settings = agreed.settings();
    out.transcript().hashWith(settings.policy().crypto().hashes(), agreed.choice().suite().hash());
    out.send(
        new ServerHello(
                ProtocolVersion.TLS_1_2,
                agreed.randoms().server(),
                NO_SESSION,
                agreed.choice().suite().code(),
                0,
                ServerExtensions.answer(agreed.offer(), agreed))
            .encode());
    out.send(credential.certificateMessage());
    ServerExchange exchange =
        out.owning(
            KeyExchanges.server(
                agreed.choice().suite().keyExchange(),
                settings.policy().crypto(),
                agreed.choice().group()));
    out.send(keyExchangeMessage(agreed, credential, exchange));
    if (settings.asksClient()) {
      out.send(settings.certificateRequest());
    } else {
      out.transcript().forgetMessages();
    }
    out.send(SERVER_HELLO_DONE);
    out.end();
    return settings.asksClient()
        ? new ExpectClientCertificate(agreed, exchange)
        : new ExpectClientKeyExchange(agreed, exchange, null);
  }

  private static byte[] keyExchangeMessage(
      Agreement agreed, PreparedCredential credential, ServerExchange exchange) throws TlsFailure {
    byte[] parameters = exchange.parameters();
    DigitallySigned signed =
        credential.sign(
            agreed.choice().scheme(), SignedParameters.content(agreed.randoms(), parameters));
    return HandshakeMessage.encode(
        HandshakeType.SERVER_KEY_EXCHANGE,
        body -> {
          body.bytes(parameters);
          signed.write(body);
        });
  }
}
