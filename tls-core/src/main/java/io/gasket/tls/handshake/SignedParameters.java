package io.gasket.tls.handshake;

/** What a server signs in ServerKeyExchange (RFC 5246 7.4.3). Stateless. */
public final class SignedParameters {
  private SignedParameters() {}

  /** Both randoms, then the parameters. */
  public static byte[] content(Randoms randoms, byte[] parameters) {
    byte[] content = new byte[2 * Randoms.LENGTH + parameters.length];
    System.arraycopy(randoms.client(), 0, content, 0, Randoms.LENGTH);
    System.arraycopy(randoms.server(), 0, content, Randoms.LENGTH, Randoms.LENGTH);
    System.arraycopy(parameters, 0, content, 2 * Randoms.LENGTH, parameters.length);
    return content;
  }
}
