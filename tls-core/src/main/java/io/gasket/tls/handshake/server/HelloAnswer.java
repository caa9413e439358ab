package io.gasket.tls.handshake.server;

import io.gasket.tls.spec.TlsFailure;
import java.util.List;

/**
 * What holds for one ClientHello. Immutable.
 *
 * @param settings in place of those of the context
 * @param credentials to choose from
 * @param applicationProtocols spoken, preferred first; empty for no ALPN
 * @param serverName what is treated as the name asked for; null for none
 * @param refusal the failure to end with, or null
 */
public record HelloAnswer(
    ServerSettings settings,
    ServerCredentials credentials,
    List<String> applicationProtocols,
    String serverName,
    TlsFailure refusal) {

  /** Goes on as configured, with the name that the client asked for. */
  public static HelloAnswer unchanged(ServerSettings settings, String serverName) {
    return new HelloAnswer(
        settings,
        settings.policy().credentials().get(),
        settings.policy().applicationProtocols(),
        serverName,
        null);
  }
}
