package io.gasket.tls;

import io.gasket.tls.event.ConnectionEvents;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.HandshakeReassembler;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * Takes handshake messages between handshakes: requests to renegotiate (RFC 5246 7.4.1.1), and
 * nothing else. Counts those refused. Not thread-safe.
 */
final class AfterHandshake {
  private final boolean server;
  private final int limit;
  private final HandshakeReassembler reassembler;
  private final ConnectionEvents events;
  private int refused;

  /**
   * For one connection.
   *
   * @param limit most requests that are refused before the connection ends
   * @param refused how many were refused so far
   * @param reassembler with what followed the last message of the handshake
   */
  AfterHandshake(
      boolean server,
      int limit,
      int refused,
      HandshakeReassembler reassembler,
      ConnectionEvents events) {
    this.server = server;
    this.limit = limit;
    this.refused = refused;
    this.reassembler = reassembler;
    this.events = events;
  }

  /** How many requests were refused. */
  int refused() {
    return refused;
  }

  /** Where messages are put together. */
  HandshakeReassembler reassembler() {
    return reassembler;
  }

  /** Whether a message has come in part. */
  boolean insideMessage() {
    return reassembler.holdsBytes();
  }

  /**
   * The next request: a server's is a ClientHello, a client's a HelloRequest.
   *
   * @return null when there is none
   * @throws TlsFailure unexpected_message for any other message
   */
  HandshakeMessage nextRequest() throws TlsFailure {
    HandshakeMessage message = reassembler.next();
    if (message == null) {
      return null;
    }
    events.handshakeMessage(false, message.bytes());
    if (message.type() != (server ? HandshakeType.CLIENT_HELLO : HandshakeType.HELLO_REQUEST)) {
      throw message.unexpected("application data");
    }
    if (!server) {
      message.body().end();
    }
    return message;
  }

  /**
   * Counts a request that is refused.
   *
   * @param fatally whether the first one already ends the connection
   * @throws TlsFailure no_renegotiation when it ends the connection
   */
  void refuse(boolean fatally) throws TlsFailure {
    refused++;
    if (fatally || refused > limit) {
      throw TlsFailure.local(
          Alert.NO_RENEGOTIATION,
          Reason.RENEGOTIATION_REFUSED,
          "the peer asked to renegotiate"
              + (refused > 1 ? " " + refused + " times although it was refused" : "")
              + "; this context refuses it (Renegotiation), and at most "
              + (fatally ? 0 : limit)
              + " times with a warning (Limits.renegotiationRequests)");
    }
  }
}
