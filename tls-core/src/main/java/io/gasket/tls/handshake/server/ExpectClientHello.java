package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.Previous;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.Optional;

/** Server: nothing has come yet; ClientHello is due (RFC 5246 7.4.1.2). */
final class ExpectClientHello implements ServerState {
  private final ServerSettings settings;
  private final Previous previous;

  ExpectClientHello(ServerSettings settings, Previous previous) {
    this.settings = settings;
    this.previous = previous;
  }

  @Override
  public String expects() {
    return "ClientHello";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    ClientHello hello = ClientHello.read(message.as(HandshakeType.CLIENT_HELLO));
    checkVersion(hello, out);
    checkCompression(hello);
    ClientOffer offer = ServerExtensions.read(hello, previous);
    SecureRenegotiation.check(offer);
    out.requireVersion(ProtocolVersion.TLS_1_2);
    out.received(message);
    if (settings.policy().keepsPeerOffer()) {
      offer.keep(message.bytes());
    }
    HelloListener listener = settings.policy().helloListener();
    if (listener == null) {
      return answer(offer, HelloAnswer.unchanged(settings, offer.serverName()), out);
    }
    HelloQuestion question = new HelloQuestion(offer, settings);
    AwaitHelloAnswer awaiting = new AwaitHelloAnswer(offer, question);
    listener.onClientHello(question);
    return question.answer().isDone() ? awaiting.resume(out) : awaiting;
  }

  /** Answers a ClientHello as the configuration, or the application for this one hello, has it. */
  static HandshakeState answer(ClientOffer offer, HelloAnswer answer, Flight out)
      throws TlsFailure {
    if (answer.refusal() != null) {
      throw answer.refusal();
    }
    offer.serverName(answer.serverName());
    ServerSettings settings = answer.settings();
    checkRequired(offer, settings);
    ServerChoice.checkName(offer, settings, answer.credentials());
    String protocol = ServerChoice.applicationProtocol(offer, answer.applicationProtocols());
    FragmentLimits limits = AgreedLimits.of(offer, settings);
    Optional<Session> session = ResumableSession.find(offer, protocol, limits, settings);
    return session.isPresent()
        ? ResumedFlight.send(session.get(), offer, protocol, limits, settings, out)
        : HelloFlight.send(offer, protocol, limits, answer, out);
  }

  private static void checkVersion(ClientHello hello, Flight out) throws TlsFailure {
    int version = hello.version();
    if (version < ProtocolVersion.TLS_1_2) {
      if (version >= ProtocolVersion.SSL_3_0) {
        out.plaintextVersion(version);
        checkFallback(hello);
      }
      throw TlsFailure.local(
          Alert.PROTOCOL_VERSION,
          Reason.UNSUPPORTED_VERSION,
          "the client offers "
              + ProtocolVersion.name(version)
              + " at most; this server speaks TLS 1.2 only, since older versions are broken (RFC 8996). Update the client or"
              + " enable TLS 1.2 in it.");
    }
  }

  /** RFC 7507 3 lets either alert be sent; this one says what happened. */
  private static void checkFallback(ClientHello hello) throws TlsFailure {
    if (hello.offers(CipherSuite.FALLBACK_SCSV)) {
      throw TlsFailure.local(
          Alert.INAPPROPRIATE_FALLBACK,
          Reason.INAPPROPRIATE_FALLBACK,
          "the client offers "
              + ProtocolVersion.name(hello.version())
              + " at most and says by TLS_FALLBACK_SCSV that it can do more; this server speaks TLS 1.2, so falling back was not"
              + " needed (RFC 7507 3). Somebody on the way may have broken its first attempt.");
    }
  }

  private static void checkCompression(ClientHello hello) throws TlsFailure {
    if (!hello.offersNullCompression()) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.NO_NULL_COMPRESSION,
          "ClientHello does not offer the null compression method, which RFC 5246 7.4.1.2 requires");
    }
  }

  private static void checkRequired(ClientOffer offer, ServerSettings settings) throws TlsFailure {
    if (settings.policy().requireExtendedMasterSecret() && !offer.extendedMasterSecret()) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.NO_EXTENDED_MASTER_SECRET,
          "the client does not offer extended_master_secret, which this server requires (RFC 7627 5.2)");
    }
  }
}
