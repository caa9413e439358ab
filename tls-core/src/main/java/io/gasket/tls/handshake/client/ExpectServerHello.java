package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.DowngradeSentinel;
import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** Client: ClientHello is out, ServerHello is due (RFC 5246 7.4.1.3). */
final class ExpectServerHello implements ClientState {
  private final Attempt attempt;
  private final ClientHello offered;

  /**
   * The state behind ClientHello.
   *
   * @param offered what was sent, without its extensions, which follow from the attempt
   */
  ExpectServerHello(Attempt attempt, ClientHello offered) {
    this.attempt = attempt;
    this.offered = offered;
  }

  @Override
  public String expects() {
    return "ServerHello";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    Cursor body = message.as(HandshakeType.SERVER_HELLO);
    ServerHello hello = ServerHello.read(body);
    checkVersion(hello, out);
    CipherSuite suite = chosenSuite(hello.suite());
    if (hello.compression() != 0) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.BAD_COMPRESSION,
          "the server chose compression method "
              + hello.compression()
              + "; only null(0) was offered");
    }
    ServerAnswers answers = ClientExtensions.read(hello.extensions(), attempt);
    checkRequired(answers);
    boolean resumed = attempt.isResumedBy(offered.sessionId(), hello.sessionId());
    FragmentLimits limits =
        AgreedLimits.of(answers, attempt.settings(), resumed ? attempt.session() : null);
    out.agree(limits, attempt.previous());
    out.requireVersion(ProtocolVersion.TLS_1_2);
    out.received(message);
    out.transcript().hashWith(attempt.settings().policy().crypto().hashes(), suite.hash());
    Agreement agreed =
        new Agreement(
            attempt,
            suite,
            new Randoms(offered.random(), hello.random()),
            hello.sessionId(),
            answers,
            limits);
    return resumed ? ResumedSession.resume(agreed, out) : new ExpectServerCertificate(agreed);
  }

  private void checkVersion(ServerHello hello, Flight out) throws TlsFailure {
    int version = hello.version();
    if (version >= ProtocolVersion.SSL_3_0 && version < ProtocolVersion.TLS_1_2) {
      out.plaintextVersion(version);
    }
    checkDowngrade(hello);
    if (version != ProtocolVersion.TLS_1_2) {
      throw TlsFailure.local(
          Alert.PROTOCOL_VERSION,
          Reason.UNSUPPORTED_VERSION,
          "the server chose "
              + ProtocolVersion.name(version)
              + "; only TLS 1.2 was offered and nothing else is accepted. Enable TLS 1.2 on the server.");
    }
  }

  /**
   * RFC 8446 4.1.3. A client that speaks TLS 1.2 alone sees the mark of every server that speaks
   * TLS 1.3 too, and must not mind; but none that agrees to less than TLS 1.2 marks its random
   * without having been able to do what we offered.
   */
  private void checkDowngrade(ServerHello hello) throws TlsFailure {
    boolean marked =
        attempt.settings().policy().newerVersionElsewhere()
            ? DowngradeSentinel.endsIn(hello.random())
            : hello.version() < ProtocolVersion.TLS_1_2 && DowngradeSentinel.below(hello.random());
    if (marked) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.DOWNGRADE_DETECTED,
          "the server chose "
              + ProtocolVersion.name(hello.version())
              + " and marks in its random that it speaks a higher version, as does this side (RFC 8446 4.1.3): somebody on the way"
              + " changed the hellos, or this connection should have been made with the higher version");
    }
  }

  private CipherSuite chosenSuite(int code) throws TlsFailure {
    CipherSuite suite = CipherSuite.of(code);
    if (suite == null || !offered.offers(code)) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.SUITE_NOT_OFFERED,
          String.format(
              "the server chose suite %s, which is none of those offered: %s",
              suite == null ? String.format("0x%04x", code) : suite,
              attempt.settings().policy().suites()));
    }
    return suite;
  }

  private void checkRequired(ServerAnswers answers) throws TlsFailure {
    if (attempt.previous().finished().isPresent() && !answers.secureRenegotiation()) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.BAD_RENEGOTIATION_INFO,
          "the server's hello lacks renegotiation_info in a renegotiation (RFC 5746 3.5)");
    }
    if (attempt.settings().policy().requireSecureRenegotiation()
        && !answers.secureRenegotiation()) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.NO_SECURE_RENEGOTIATION,
          "the server does not answer renegotiation_info, so a renegotiation on its side could splice a stranger's data in front"
              + " of ours (RFC 5746 4.1). Update the server, or allow it explicitly for this client.");
    }
    if (attempt.settings().policy().requireExtendedMasterSecret()
        && !answers.extendedMasterSecret()) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.NO_EXTENDED_MASTER_SECRET,
          "the server does not answer extended_master_secret, which this client requires (RFC 7627 5.2)");
    }
  }
}
