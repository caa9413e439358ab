package io.gasket.tls.handshake;

import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** Counts what the peer sends in one handshake, against the limits. Not thread-safe. */
final class Intake {
  private final Limits limits;
  private int bytes;
  private int messages;
  private int requests;

  Intake(Limits limits) {
    this.limits = limits;
  }

  /**
   * Counts a message that came whole.
   *
   * @throws TlsFailure unexpected_message when it is one too many, or its bytes are
   */
  void count(HandshakeMessage message) throws TlsFailure {
    // No overflow: both terms are bounded by the ranges of the limits.
    bytes += message.bytes().length;
    if (bytes > limits.handshakeBytes()) {
      throw refusal(
          Reason.HANDSHAKE_TOO_LONG,
          "with " + message.name() + " the peer's handshake messages have " + bytes + " bytes",
          limits.handshakeBytes(),
          "handshakeBytes");
    }
    if (++messages > limits.handshakeMessages()) {
      throw refusal(
          Reason.TOO_MANY_MESSAGES,
          message.name() + " is the peer's message number " + messages + " in this handshake",
          limits.handshakeMessages(),
          "handshakeMessages");
    }
  }

  /**
   * Counts a HelloRequest that is ignored (RFC 5246 7.4.1.1).
   *
   * @throws TlsFailure unexpected_message when it is one too many
   */
  void countRequest() throws TlsFailure {
    if (++requests > limits.renegotiationRequests()) {
      throw refusal(
          Reason.TOO_MANY_MESSAGES,
          "the server sent HelloRequest " + requests + " times in the midst of a handshake",
          limits.renegotiationRequests(),
          "renegotiationRequests");
    }
  }

  private static TlsFailure refusal(Reason reason, String what, int limit, String name) {
    return TlsFailure.local(
        Alert.UNEXPECTED_MESSAGE,
        reason,
        what + "; the limit is " + limit + " (Limits." + name + ")");
  }
}
