package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Previous;
import io.gasket.tls.session.Session;
import java.util.Arrays;

/**
 * One handshake that a client attempts. Immutable.
 *
 * @param host the server's name or address literal
 * @param sessionKey the key under which sessions with this server are kept
 * @param session the one offered for resumption, or null
 * @param previous what is renegotiated, if anything
 */
record Attempt(
    ClientSettings settings, String host, String sessionKey, Session session, Previous previous) {
  /**
   * Whether the server's session id says that it resumes the session offered (RFC 5246 7.3, RFC
   * 5077 3.4).
   */
  boolean isResumedBy(byte[] offeredId, byte[] answeredId) {
    return session != null && offeredId.length > 0 && Arrays.equals(offeredId, answeredId);
  }
}
