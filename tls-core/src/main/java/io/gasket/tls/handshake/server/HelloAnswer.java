package io.gasket.tls.handshake.server;

import io.gasket.tls.spec.TlsFailure;
import java.util.List;

/**
 * What holds for one ClientHello. Immutable.
 *
 * @param settings in place of those of the context
 * @param credentials to choose from
 * @param applicationProtocols spoken, preferred first; empty for no ALPN
 * @param ignoreName whether the name asked for is treated as if none were
 * @param refusal the failure to end with, or null
 */
public record HelloAnswer(
    ServerSettings settings,
    ServerCredentials credentials,
    List<String> applicationProtocols,
    boolean ignoreName,
    TlsFailure refusal) {

  /** Goes on as configured. */
  public static HelloAnswer unchanged(ServerSettings settings) {
    return new HelloAnswer(
        settings,
        settings.policy().credentials().get(),
        settings.policy().applicationProtocols(),
        false,
        null);
  }
}
