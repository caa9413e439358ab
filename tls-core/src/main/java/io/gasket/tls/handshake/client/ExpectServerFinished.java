package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Established;
import io.gasket.tls.handshake.FinishedVerified;
import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.HostNames;
import java.util.Optional;

/** Client: the server's Finished is due (RFC 5246 7.4.9). */
final class ExpectServerFinished implements ClientState {
  private final Authenticated server;
  private final MasterSecret master;
  private final Optional<ClientAnswer> answer;

  ExpectServerFinished(Authenticated server, MasterSecret master, Optional<ClientAnswer> answer) {
    this.server = server;
    this.master = master;
    this.answer = answer;
  }

  @Override
  public String expects() {
    return "Finished";
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    FinishedVerified proof = FinishedVerified.verify(message, true, master, out.transcript());
    out.received(message);
    return new Established(negotiated(), proof);
  }

  private Negotiated negotiated() {
    Agreement agreed = server.agreed();
    return new Negotiated(
        agreed.suite(),
        server.exchange().group(),
        answer.map(ClientAnswer::scheme).orElse(null),
        server.signature().scheme(),
        agreed.answers().applicationProtocol(),
        HostNames.isAddress(agreed.host()) ? null : agreed.host(),
        server.chain().presented().certificates(),
        answer.map(a -> a.credential().credential()).orElse(null),
        agreed.answers().extendedMasterSecret(),
        agreed.answers().secureRenegotiation());
  }
}
