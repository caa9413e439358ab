package io.gasket.tls.event;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/**
 * Receives the events of all engines of a context, or of one engine, on the thread that drives the
 * engine concerned. Implementations must be thread-safe and quick, and must not throw. Every method
 * has an empty default, so a sink implements what it needs. The {@code attachment} is whatever the
 * application gave the engine to tell connections apart, such as its addresses, or null. No event
 * carries a secret.
 */
public interface EventSink {
  /** The sink that ignores everything; engines that have it spend nothing on events. */
  EventSink NONE = new EventSink() {};

  /** A sink that tells this one, then another. */
  default EventSink and(EventSink other) {
    return this == NONE ? other : other == NONE ? this : new BothSinks(this, other);
  }

  /**
   * A handshake finished.
   *
   * @param nanos its duration as far as the engine was told the time, else 0
   */
  default void handshakeDone(Object attachment, boolean server, CipherSuite suite, long nanos) {}

  /**
   * A connection failed during its handshake or after. Called once a connection, before the alert
   * leaves; the failure holds the alert, its direction, the stable reason and an explanation.
   */
  default void failed(Object attachment, boolean server, boolean handshaking, TlsFailure failure) {}

  /** An alert was queued for the peer. */
  default void alertSent(Object attachment, boolean fatal, Alert alert) {}

  /**
   * An alert came from the peer.
   *
   * @param alert the alert, or null when its code is not assigned
   * @param code the code on the wire
   */
  default void alertReceived(Object attachment, boolean fatal, Alert alert, int code) {}

  /**
   * A record was made or is about to be opened.
   *
   * @param type see {@link ContentType}
   * @param length of the fragment as the record's header tells it, in bytes
   */
  default void record(Object attachment, boolean sent, int type, int length) {}

  /**
   * A whole handshake message was put into the output or has come. Records and messages are told of
   * in the order in which they are dealt with: what is sent is told of before its record, what
   * comes after it.
   *
   * @param type see {@link HandshakeType}
   * @param message the message with its 4-byte header, read-only; valid during the call only
   */
  default void handshakeMessage(Object attachment, boolean sent, int type, ByteBuffer message) {}

  /** The duration in nanoseconds from which on a step of a handshake is a slow one. */
  default long slowStepNanos() {
    return Long.MAX_VALUE;
  }

  /**
   * A step of a handshake was slow (H2).
   *
   * @param step what was waited for, for example {@code ServerHello}
   * @param nanos its duration as far as the engine was told the time
   */
  default void slowStep(Object attachment, boolean server, String step, long nanos) {}

  /** The handshake that is about to be done resumed a session, by a ticket or by its id. */
  default void resumed(Object attachment, boolean server, boolean byTicket) {}

  /**
   * A session was kept for resumption.
   *
   * @param byTicket whether a ticket resumes it, or else its id
   */
  default void sessionKept(Object attachment, boolean server, boolean byTicket) {}

  /**
   * A server made a ticket for its client (RFC 5077).
   *
   * @param lifetimeSeconds the hint that goes with it
   */
  default void ticketIssued(Object attachment, long lifetimeSeconds) {}

  /**
   * A client received a ticket from its server (RFC 5077 3.3); told of before {@link #sessionKept}.
   *
   * @param lifetimeSeconds the server's hint, 0 when it leaves it to the client
   * @param length of the ticket in bytes, 0 when the server has none to give after all
   */
  default void ticketReceived(Object attachment, long lifetimeSeconds, int length) {}

  /** The secrets of a handshake were given to a {@link KeyLog}, so others can read what follows. */
  default void keysLogged(Object attachment, boolean server) {}

  /**
   * A peer's certificate was accepted without any verification, because the context was built with
   * a dangerous trust.
   */
  default void dangerousTrust(Object attachment, boolean server, String peerSubject) {}
}
