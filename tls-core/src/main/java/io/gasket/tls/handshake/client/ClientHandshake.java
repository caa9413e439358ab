package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.TlsFailure;

/** The client's side of a handshake. Stateless; the states hold what is needed. */
public final class ClientHandshake {
  private static final byte[] NULL_COMPRESSION_ONLY = {0};
  private static final byte[] NO_SESSION = {};

  private ClientHandshake() {}

  /**
   * Sends ClientHello.
   *
   * @param host the server's name or address literal
   */
  public static HandshakeState begin(ClientSettings settings, String host, Flight out)
      throws TlsFailure {
    byte[] random = new byte[Randoms.LENGTH];
    settings.policy().crypto().random().nextBytes(random);
    int[] suites = settings.policy().suites().stream().mapToInt(CipherSuite::code).toArray();
    ClientHello hello =
        new ClientHello(
            ProtocolVersion.TLS_1_2,
            random,
            NO_SESSION,
            suites,
            NULL_COMPRESSION_ONLY,
            ClientExtensions.offer(settings, host));
    out.send(hello.encode());
    out.end();
    return new ExpectServerHello(settings, host, hello);
  }
}
