package io.gasket.tls;

import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.HandshakeReassembler;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * Takes handshake messages that come after the handshake: requests to renegotiate, which are
 * refused with a no_renegotiation warning (RFC 5246 7.2.2, RFC 5746 4.5), and nothing else. Not
 * thread-safe.
 */
final class AfterHandshake {
  private final boolean server;
  private final int limit;
  private final HandshakeReassembler reassembler;
  private int refused;

  /**
   * For one connection.
   *
   * @param limit most requests that are answered
   * @param reassembler with what followed the last message of the handshake
   */
  AfterHandshake(boolean server, int limit, HandshakeReassembler reassembler) {
    this.server = server;
    this.limit = limit;
    this.reassembler = reassembler;
  }

  /** For a connection where nothing followed the handshake's last message. */
  static AfterHandshake of(boolean server, Limits limits) {
    return new AfterHandshake(
        server, limits.warningAlerts(), new HandshakeReassembler(limits.handshakeMessage()));
  }

  /** Whether a message has come in part. */
  boolean insideMessage() {
    return reassembler.holdsBytes();
  }

  /**
   * Takes the contents of a handshake record.
   *
   * @return whether a no_renegotiation warning is due
   * @throws TlsFailure unexpected_message for any other message, no_renegotiation after too many
   *     requests
   */
  boolean onRecord(byte[] fragment, int offset, int length) throws TlsFailure {
    reassembler.append(fragment, offset, length);
    return takeMessages();
  }

  /** As {@link #onRecord}, with what is there already. */
  boolean takeMessages() throws TlsFailure {
    boolean warn = false;
    int request = server ? HandshakeType.CLIENT_HELLO : HandshakeType.HELLO_REQUEST;
    for (HandshakeMessage message = reassembler.next();
        message != null;
        message = reassembler.next()) {
      if (message.type() != request) {
        throw message.unexpected("application data");
      }
      if (!server) {
        message.body().end();
      }
      if (++refused > limit) {
        throw TlsFailure.local(
            Alert.NO_RENEGOTIATION,
            Reason.RENEGOTIATION_REFUSED,
            "the peer asked to renegotiate " + refused + " times although it was refused");
      }
      warn = true;
    }
    return warn;
  }
}
