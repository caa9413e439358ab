package io.gasket.tls.session;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a context resumes sessions. Immutable and thread-safe.
 *
 * @param store keeps sessions: a server's by id, a client's by server; null for none
 * @param tickets a server's, or null when it issues none
 * @param acceptsTickets whether a client asks for tickets
 * @param lifetime how long a session may be resumed after its full handshake
 * @param clock tells the time for expiry
 */
public record Resumption(
    SessionStore store,
    Tickets tickets,
    boolean acceptsTickets,
    Duration lifetime,
    InstantSource clock) {

  /** When nothing else is said: two hours, as OpenSSL and BoringSSL have it. */
  public static final Duration DEFAULT_LIFETIME = Duration.ofHours(2);

  /** The time now, in milliseconds of the epoch. */
  public long now() {
    return clock.millis();
  }
}
