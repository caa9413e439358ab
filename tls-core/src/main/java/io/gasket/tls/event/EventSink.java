package io.gasket.tls.event;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.TlsFailure;

/**
 * Receives the events of all engines of a context, on the thread that drives the engine concerned.
 * Implementations must be thread-safe and quick, and must not throw. Every method has an empty
 * default, so a sink implements what it needs. The {@code attachment} is whatever the application
 * gave the engine to tell connections apart, or null.
 */
public interface EventSink {
  /** The sink that ignores everything. */
  EventSink NONE = new EventSink() {};

  /**
   * A handshake finished.
   *
   * @param nanos its duration as far as the engine was told the time, else 0
   */
  default void handshakeDone(Object attachment, boolean server, CipherSuite suite, long nanos) {}

  /**
   * A connection failed during its handshake or after. Called once a connection, before the alert
   * leaves.
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
   * A peer's certificate was accepted without any verification, because the context was built with
   * a dangerous trust.
   */
  default void dangerousTrust(Object attachment, boolean server, String peerSubject) {}
}
