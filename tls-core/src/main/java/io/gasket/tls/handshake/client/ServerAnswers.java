package io.gasket.tls.handshake.client;

/**
 * What the server's extensions said; filled by {@link ClientExtension}s while ServerHello is read,
 * then only read.
 */
final class ServerAnswers {
  private String applicationProtocol = "";
  private boolean extendedMasterSecret;
  private boolean secureRenegotiation;
  private boolean ticketExpected;

  String applicationProtocol() {
    return applicationProtocol;
  }

  void applicationProtocol(String name) {
    applicationProtocol = name;
  }

  boolean extendedMasterSecret() {
    return extendedMasterSecret;
  }

  void useExtendedMasterSecret() {
    extendedMasterSecret = true;
  }

  boolean secureRenegotiation() {
    return secureRenegotiation;
  }

  void useSecureRenegotiation() {
    secureRenegotiation = true;
  }

  boolean ticketExpected() {
    return ticketExpected;
  }

  void expectTicket() {
    ticketExpected = true;
  }
}
