package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.MasterSecret;
import io.gasket.tls.handshake.Negotiated;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.message.Finished;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.Wire;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.HostNames;
import java.util.List;
import java.util.Optional;

/**
 * Client: ServerHelloDone is due; it is answered with the client's whole flight (RFC 5246 7.4.5 to
 * 7.4.9).
 */
final class ExpectServerHelloDone implements ClientState {
  private final Authenticated server;
  private final Optional<CertificateRequest> request;
  private final byte[] keptRequest;
  private final String expects;

  /**
   * The state behind what came of a CertificateRequest.
   *
   * @param keptRequest the whole message, where the connection keeps it; else null
   */
  ExpectServerHelloDone(
      Authenticated server,
      Optional<CertificateRequest> request,
      byte[] keptRequest,
      String expects) {
    this.server = server;
    this.request = request;
    this.keptRequest = keptRequest;
    this.expects = expects;
  }

  @Override
  public String expects() {
    return expects;
  }

  @Override
  public HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    if (message.type() != HandshakeType.SERVER_HELLO_DONE) {
      throw message.unexpected(expects);
    }
    message.body().end();
    out.received(message);
    Optional<ClientAnswer> answer = sendCertificate(out);
    MasterSecret master = out.owning(sendKeyExchange(out));
    if (answer.isEmpty()) {
      return finish(master, answer, out);
    }
    return answer
        .get()
        .credential()
        .sign(
            answer.get().scheme(),
            out.transcript().messages(),
            out,
            (signed, flight) -> {
              flight.send(HandshakeMessage.encode(HandshakeType.CERTIFICATE_VERIFY, signed::write));
              return finish(master, answer, flight);
            });
  }

  private HandshakeState finish(MasterSecret master, Optional<ClientAnswer> answer, Flight out)
      throws TlsFailure {
    out.transcript().forgetMessages();
    out.prepare(master, server.agreed().randoms(), false);
    out.changeCipherSpec();
    byte[] verifyData = master.verifyData(false, out.transcript());
    out.send(new Finished(verifyData).encode());
    out.end();
    Ending ending = ending(master, answer, verifyData);
    return server.agreed().answers().ticketExpected()
        ? new ExpectNewSessionTicket(ending)
        : new ExpectServerChangeCipherSpec(ending);
  }

  private Ending ending(MasterSecret master, Optional<ClientAnswer> answer, byte[] verifyData) {
    Agreement agreed = server.agreed();
    Negotiated negotiated =
        new Negotiated(
            agreed.suite(),
            server.exchange().group(),
            answer.map(ClientAnswer::scheme).orElse(null),
            server.signature().scheme(),
            agreed.answers().applicationProtocol(),
            HostNames.isAddress(agreed.host()) ? null : agreed.host(),
            server.identity().chain().presented().certificates(),
            server.identity().stapled(),
            answer.map(a -> a.credential().credential()).orElse(null),
            agreed.answers().extendedMasterSecret(),
            agreed.answers().secureRenegotiation(),
            agreed.limits(),
            ResumedBy.NOTHING,
            keptRequest);
    Session.Verified kept = server.identity().kept(agreed.settings());
    return new Ending(agreed, master, negotiated, null, kept, verifyData, new byte[0], 0);
  }

  private Optional<ClientAnswer> sendCertificate(Flight out) throws TlsFailure {
    if (request.isEmpty()) {
      return Optional.empty();
    }
    Optional<ClientAnswer> answer = ClientAnswer.choose(request.get(), server.agreed().settings());
    out.send(
        answer.isPresent()
            ? answer.get().credential().certificateMessage()
            : new CertificateMessage(List.of()).encode());
    return answer;
  }

  private MasterSecret sendKeyExchange(Flight out) throws TlsFailure {
    Agreement agreed = server.agreed();
    Wire body = new Wire(160);
    byte[] premaster = server.exchange().agree(body);
    out.send(
        HandshakeMessage.encode(
            HandshakeType.CLIENT_KEY_EXCHANGE, wire -> wire.bytes(body.toBytes())));
    return MasterSecret.of(
        agreed.settings().policy().crypto(),
        agreed.suite(),
        premaster,
        agreed.answers().extendedMasterSecret(),
        agreed.randoms(),
        out.transcript());
  }
}
