package io.gasket.tls.handshake;

import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * A point in a handshake: what may come next, and what is done when it comes. A state takes one
 * message and gives the state that follows; what a later state needs is handed to its constructor,
 * so that a state which skipped a check cannot be built.
 */
public interface HandshakeState {
  /** What is due, for failure texts and step times, for example {@code ClientKeyExchange}. */
  String expects();

  /**
   * Takes the next handshake message, which the transcript does not hold yet: the state adds it
   * when its rules say so, by {@link Flight#received}.
   *
   * @throws TlsFailure with the RFC's alert; by default unexpected_message
   */
  default HandshakeState on(HandshakeMessage message, Flight out) throws TlsFailure {
    throw message.unexpected(expects());
  }

  /**
   * Takes the peer's change_cipher_spec.
   *
   * @throws TlsFailure unexpected_message unless this is the point for it
   */
  default HandshakeState onChangeCipherSpec(Flight out) throws TlsFailure {
    throw TlsFailure.local(
        Alert.UNEXPECTED_MESSAGE,
        Reason.UNEXPECTED_CHANGE_CIPHER_SPEC,
        "change_cipher_spec came where " + expects() + " was due");
  }
}
