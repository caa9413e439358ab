package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.Previous;
import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.TlsFailure;

/** The client's side of a handshake. Stateless; the states hold what is needed. */
public final class ClientHandshake {
  private static final byte[] NULL_COMPRESSION_ONLY = {0};
  private static final byte[] NO_SESSION = {};
  private static final int SESSION_ID_LENGTH = 32;

  private ClientHandshake() {}

  /**
   * Sends ClientHello.
   *
   * @param host the server's name or address literal
   * @param port the server's port, by which its sessions are kept; 0 for unknown
   * @param previous the handshake that is renegotiated, or {@link Previous#NONE}
   */
  public static HandshakeState begin(
      ClientSettings settings, String host, int port, Previous previous, Flight out)
      throws TlsFailure {
    String key = host + ":" + port;
    // A renegotiation is asked for to change something, so it is always a full handshake.
    Session session =
        previous.finished().isPresent() ? null : OfferedSession.find(settings, key, host);
    Attempt attempt = new Attempt(settings, host, key, session, previous);
    if (session != null) {
      out.forgetSessionBy(() -> settings.policy().resumption().store().remove(key));
    }
    ClientHello hello =
        new ClientHello(
            ProtocolVersion.TLS_1_2,
            random(settings, Randoms.LENGTH),
            sessionId(attempt),
            settings.suites(session != null),
            NULL_COMPRESSION_ONLY,
            ExtensionBlock.NONE);
    out.send(
        hello.encode(
            ClientExtensions.writtenLength(attempt),
            body -> ClientExtensions.write(attempt, body)));
    out.end();
    // Whatever server goes on after this hello speaks TLS 1.2, and reads no alert under another.
    out.plaintextVersion(ProtocolVersion.TLS_1_2);
    return new ExpectServerHello(attempt, hello);
  }

  /**
   * With a ticket the id is a fresh one, by whose echo the server shows that it took the ticket
   * (RFC 5077 3.4).
   */
  private static byte[] sessionId(Attempt attempt) {
    if (attempt.session() == null) {
      return NO_SESSION;
    }
    return attempt.session().facts().ticket().length > 0
        ? random(attempt.settings(), SESSION_ID_LENGTH)
        : attempt.session().facts().id();
  }

  private static byte[] random(ClientSettings settings, int length) {
    byte[] bytes = new byte[length];
    settings.policy().crypto().random().nextBytes(bytes);
    return bytes;
  }
}
