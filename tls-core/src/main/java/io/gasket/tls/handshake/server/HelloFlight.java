package io.gasket.tls.handshake.server;

import io.gasket.tls.credential.Selection;
import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.PreparedCredential;
import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.handshake.SignedParameters;
import io.gasket.tls.handshake.exchange.KeyExchanges;
import io.gasket.tls.handshake.exchange.ServerExchange;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.TlsFailure;

/**
 * The server's first flight of a full handshake, ServerHello to ServerHelloDone (RFC 5246 7.4.1.3
 * to 7.4.5). Stateless.
 */
final class HelloFlight {
  private static final byte[] NO_SESSION = {};
  private static final int SESSION_ID_LENGTH = 32;
  private static final byte[] SERVER_HELLO_DONE =
      HandshakeMessage.encode(HandshakeType.SERVER_HELLO_DONE, body -> {});

  private HelloFlight() {}

  static HandshakeState send(
      ClientOffer offer, String protocol, FragmentLimits limits, HelloAnswer answer, Flight out)
      throws TlsFailure {
    ServerSettings settings = answer.settings();
    Selection.Choice choice = ServerChoice.select(offer, settings, answer.credentials());
    Agreement agreed = agree(offer, protocol, limits, answer, choice);
    out.agree(limits, offer.previous());
    out.transcript().hashWith(settings.policy().crypto().hashes(), agreed.suite().hash());
    out.send(
        new ServerHello(
                ProtocolVersion.TLS_1_2,
                agreed.randoms().server(),
                agreed.sessionId(),
                agreed.suite().code(),
                0,
                ServerExtensions.answer(offer, agreed))
            .encode());
    PreparedCredential credential = agreed.credential();
    out.send(credential.certificateMessage());
    if (agreed.staples()) {
      out.send(credential.statusMessage());
    }
    ServerExchange exchange =
        out.owning(
            KeyExchanges.server(
                agreed.suite().keyExchange(), settings.policy().crypto(), choice.group()));
    KeyOffer keys = new KeyOffer(agreed, choice, exchange);
    byte[] parameters = exchange.parameters();
    return credential.sign(
        choice.scheme(),
        SignedParameters.content(agreed.randoms(), parameters),
        out,
        (signed, flight) -> finish(keys, parameters, signed, flight));
  }

  private static HandshakeState finish(
      KeyOffer keys, byte[] parameters, DigitallySigned signed, Flight out) throws TlsFailure {
    ServerSettings settings = keys.agreed().settings();
    out.send(
        HandshakeMessage.encode(
            HandshakeType.SERVER_KEY_EXCHANGE,
            body -> {
              body.bytes(parameters);
              signed.write(body);
            }));
    if (settings.asksClient()) {
      out.send(settings.certificateRequest());
    } else {
      out.transcript().forgetMessages();
    }
    out.send(SERVER_HELLO_DONE);
    out.end();
    return settings.asksClient()
        ? new ExpectClientCertificate(keys)
        : new ExpectClientKeyExchange(keys, null);
  }

  private static Agreement agree(
      ClientOffer offer,
      String protocol,
      FragmentLimits limits,
      HelloAnswer answer,
      Selection.Choice choice) {
    ServerSettings settings = answer.settings();
    ServerCredentials credentials = answer.credentials();
    Resumption resumption = settings.policy().resumption();
    // RFC 7627 5.3: a session without the extended master secret is not worth keeping.
    boolean keepable = offer.extendedMasterSecret() && !offer.previous().finished().isPresent();
    boolean ticket = keepable && resumption.tickets() != null && offer.ticket() != null;
    boolean id = keepable && !ticket && resumption.store() != null;
    return new Agreement(
        settings,
        offer,
        choice.suite(),
        new Randoms(offer.hello().random(), ServerChoice.helloRandom(settings)),
        protocol,
        offer.serverName() != null && credentials.store().knows(offer.serverName()),
        id ? ServerChoice.random(settings, SESSION_ID_LENGTH) : NO_SESSION,
        ticket,
        limits,
        credentials.prepared(choice.credential()));
  }
}
