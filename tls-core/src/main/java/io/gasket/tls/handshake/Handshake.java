package io.gasket.tls.handshake;

import io.gasket.tls.crypto.Pending;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.HandshakeReassembler;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * The working set of one handshake: reassembly, flight and current state; dropped and wiped when it
 * is over. Feeds states and carries nothing else. Not thread-safe.
 */
public final class Handshake {
  private final HandshakeReassembler reassembler;
  private final Flight flight;
  private final boolean server;
  private final Intake intake;
  private final HandshakeState first;
  private HandshakeState state;
  private boolean peerChangedCipherSpec;

  /**
   * A handshake in its first state.
   *
   * @param server this side's role
   * @param limits on what the peer may send in it
   * @param reassembler possibly with bytes that came already
   */
  public Handshake(
      boolean server,
      Limits limits,
      HandshakeReassembler reassembler,
      Flight flight,
      HandshakeState first) {
    this.server = server;
    this.intake = new Intake(limits);
    this.reassembler = reassembler;
    this.flight = flight;
    this.first = first;
    this.state = first;
  }

  /**
   * Takes the contents of a handshake record; every message that becomes whole goes to the state.
   */
  public void onRecord(byte[] fragment, int offset, int length) throws TlsFailure {
    reassembler.lend(fragment, offset, length);
    try {
      takeMessages();
    } finally {
      reassembler.settle();
    }
  }

  /** As {@link #onRecord}, with the bytes that are there already. */
  public void takeMessages() throws TlsFailure {
    while (!done() && !awaiting()) {
      HandshakeMessage message = reassembler.next();
      if (message == null) {
        return;
      }
      flight.events().handshakeMessage(false, message.bytes());
      intake.count(message);
      if (server || message.type() != HandshakeType.HELLO_REQUEST) {
        state = state.on(message, flight);
      } else {
        // RFC 5246 7.4.1.1: a client in the midst of a handshake ignores it, and no transcript
        // holds it.
        message.body().end();
        intake.countRequest();
      }
    }
  }

  /** Takes the contents of a change_cipher_spec record (RFC 5246 7.1). */
  public void onChangeCipherSpec(byte[] fragment, int offset, int length) throws TlsFailure {
    if (length != 1 || fragment[offset] != 1) {
      throw TlsFailure.local(
          Alert.DECODE_ERROR,
          Reason.MALFORMED_CHANGE_CIPHER_SPEC,
          "change_cipher_spec is not the single byte 1 (RFC 5246 7.1)");
    }
    if (reassembler.holdsBytes()) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          Reason.HANDSHAKE_BYTES_LEFT_OVER,
          "change_cipher_spec came in the middle of a handshake message");
    }
    state = state.onChangeCipherSpec(flight);
    peerChangedCipherSpec = true;
  }

  /**
   * Whether a handshake message has come in part; no other type of record but an alert may come
   * then.
   */
  public boolean insideMessage() {
    return reassembler.holdsBytes();
  }

  /**
   * Whether, in a renegotiation, application data may come now: up to the peer's
   * change_cipher_spec.
   */
  public boolean admitsApplicationData() {
    return !peerChangedCipherSpec && !insideMessage();
  }

  /** Whether the handshake still stands in its first state, no byte of a message having come. */
  public boolean isUnanswered() {
    return state == first && !insideMessage();
  }

  /** Gives a message that came already to the first state. */
  public void take(HandshakeMessage message) throws TlsFailure {
    intake.count(message);
    state = state.on(message, flight);
  }

  /** Whether the handshake waits for something done elsewhere, rather than for the peer. */
  public boolean awaiting() {
    return state instanceof Awaiting;
  }

  /** What is waited for while {@link #awaiting}. */
  public Pending<?> pending() {
    return ((Awaiting) state).pending();
  }

  /** Goes on with what was waited for, which is done, and with the messages that came meanwhile. */
  public void resume() throws TlsFailure {
    state = ((Awaiting) state).resume(flight);
    takeMessages();
  }

  /** Whether the handshake is over. */
  public boolean done() {
    return state instanceof Established;
  }

  /** The end state; only when {@link #done}. */
  public Established established() {
    return (Established) state;
  }

  /** What the current state waits for. */
  public String expects() {
    return state.expects();
  }

  /**
   * The reassembler with the bytes that followed the last message, for whoever takes messages after
   * the handshake.
   */
  public HandshakeReassembler leftOver() {
    return reassembler;
  }

  /** The connection fails: the session in use is not resumed again (RFC 5246 7.2.2). */
  public void forgetSession() {
    flight.forgetSession().run();
  }

  /** Wipes the secrets. Idempotent. */
  public void wipe() {
    flight.wipe();
  }
}
