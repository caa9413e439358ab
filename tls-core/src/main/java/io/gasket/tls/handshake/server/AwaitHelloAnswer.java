package io.gasket.tls.handshake.server;

import io.gasket.tls.crypto.Pending;
import io.gasket.tls.handshake.Awaiting;
import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** Server: the application looks at the ClientHello and has not answered yet. */
final class AwaitHelloAnswer implements ServerState, Awaiting {
  private final ClientOffer offer;
  private final HelloQuestion question;

  AwaitHelloAnswer(ClientOffer offer, HelloQuestion question) {
    this.offer = offer;
    this.question = question;
  }

  @Override
  public String expects() {
    return "the application's answer to ClientHello";
  }

  @Override
  public Pending<?> pending() {
    return question.answer();
  }

  @Override
  public HandshakeState resume(Flight out) throws TlsFailure {
    Exception failure = question.answer().failure();
    if (failure != null) {
      throw TlsFailure.local(
          Alert.INTERNAL_ERROR,
          Reason.APPLICATION_FAILED,
          "the application could not answer the ClientHello",
          failure);
    }
    return ExpectClientHello.answer(offer, question.answer().value(), out);
  }
}
